package io.monitorapi.customadapter;

import io.monitorapi.http.transport.HttpTransport;
import io.monitorapi.http.transport.TransportRequest;
import io.monitorapi.http.transport.TransportResult;
import io.monitorapi.port.Deadline;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;

/** Decorates another transport and counts bytes; a decorator could as well sign requests or select a route. */
public final class CountingHttpTransport implements HttpTransport {

    private final HttpTransport inner;
    private final LongAdder bytesSent = new LongAdder();
    private final LongAdder bytesReceived = new LongAdder();

    /**
     * Creates the decorator.
     *
     * @param inner makes the exchanges; closed together with this transport
     */
    public CountingHttpTransport(HttpTransport inner) {
        this.inner = inner;
    }

    @Override
    public CompletableFuture<TransportResult> exchange(TransportRequest request, Deadline deadline) {
        bytesSent.add(request.body().length);
        CompletableFuture<TransportResult> result = inner.exchange(request, deadline);
        result.thenAccept(this::count);
        // Returns the future itself, not a copy: cancelling it must end the exchange.
        return result;
    }

    private void count(TransportResult result) {
        if (result instanceof TransportResult.Response response) {
            bytesReceived.add(response.body().length);
        }
    }

    /** {@return the bytes of all request bodies} */
    public long bytesSent() {
        return bytesSent.sum();
    }

    /** {@return the bytes of all response bodies} */
    public long bytesReceived() {
        return bytesReceived.sum();
    }

    @Override
    public boolean blocking() {
        return inner.blocking();
    }

    @Override
    public void close() {
        inner.close();
    }
}
