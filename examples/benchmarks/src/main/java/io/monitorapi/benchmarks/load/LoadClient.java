package io.monitorapi.benchmarks.load;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** A client under comparison; each call checks the session of its response. */
interface LoadClient extends AutoCloseable {

    /** Sends a request and waits for the response; the number of the caller identifies the visitor. */
    default void call(int caller) throws Exception {
        callAsync(caller).get();
    }

    /** Sends a request and returns a future of the response. */
    default CompletableFuture<?> callAsync(int caller) {
        throw new UnsupportedOperationException("only waits");
    }

    @Override
    void close() throws IOException;
}
