package io.monitorapi.benchmarks.load;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** One of the clients that are compared; each call checks the session of its answer. */
interface LoadClient extends AutoCloseable {

    /** Makes a call and waits for its answer; the caller's number stands for a visitor. */
    default void call(int caller) throws Exception {
        callLater(caller).get();
    }

    /** Makes a call whose answer comes later. */
    default CompletableFuture<?> callLater(int caller) {
        throw new UnsupportedOperationException("only waits");
    }

    @Override
    void close() throws IOException;
}
