package io.monitorapi.customadapter;

import io.monitorapi.http.transport.HttpTransport;
import io.monitorapi.http.transport.TransportRequest;
import io.monitorapi.http.transport.TransportResult;
import io.monitorapi.port.Deadline;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;

/** A transport around another one: it counts bytes, and could as well sign requests or choose a route. */
public final class CountingHttpTransport implements HttpTransport {

    private final HttpTransport inner;
    private final LongAdder bytesSent = new LongAdder();
    private final LongAdder bytesReceived = new LongAdder();

    /**
     * Makes a transport.
     *
     * @param inner what really carries the bytes; closed together with this one
     */
    public CountingHttpTransport(HttpTransport inner) {
        this.inner = inner;
    }

    @Override
    public CompletableFuture<TransportResult> exchange(TransportRequest call, Deadline deadline) {
        bytesSent.add(call.body().length);
        CompletableFuture<TransportResult> answer = inner.exchange(call, deadline);
        answer.thenAccept(this::count);
        // The future itself is returned, not a copy: cancelling it has to end the exchange.
        return answer;
    }

    private void count(TransportResult answer) {
        if (answer instanceof TransportResult.Response replied) {
            bytesReceived.add(replied.body().length);
        }
    }

    /** {@return the bytes of all request bodies} */
    public long bytesSent() {
        return bytesSent.sum();
    }

    /** {@return the bytes of all answer bodies} */
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
