package io.monitorapi.http.apache;

import io.monitorapi.http.HttpAnswer;
import io.monitorapi.http.HttpCall;
import java.util.concurrent.CompletableFuture;

/** One of the two clients of the library, which knows how to make and to end an exchange. */
interface Carrier extends AutoCloseable {

    /** Makes the exchange; whoever watches over it may give it up meanwhile. */
    CompletableFuture<HttpAnswer> carry(HttpCall call, Underway exchange);

    /** Closes connections that nobody used for long; tells whether there are any left. */
    boolean closeOld();

    @Override
    void close();
}
