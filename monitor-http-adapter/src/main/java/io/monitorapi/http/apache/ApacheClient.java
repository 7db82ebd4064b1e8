package io.monitorapi.http.apache;

import io.monitorapi.http.transport.TransportRequest;
import io.monitorapi.http.transport.TransportResult;
import java.util.concurrent.CompletableFuture;

/** One of the two clients of the library, which knows how to make and to end an exchange. */
interface ApacheClient extends AutoCloseable {

    /** Makes the exchange; whoever watches over it may give it up meanwhile. */
    CompletableFuture<TransportResult> carry(TransportRequest call, ExchangeContext exchange);

    /** Closes connections that nobody used for long; tells whether there are any left. */
    boolean closeOld();

    @Override
    void close();
}
