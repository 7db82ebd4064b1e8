package io.monitorapi.http.apache;

import io.monitorapi.http.transport.HttpTransport;
import io.monitorapi.http.transport.TransportRequest;
import io.monitorapi.http.transport.TransportResult;
import io.monitorapi.port.Deadline;
import java.util.concurrent.CompletableFuture;

/** Makes each exchange of a blocking transport on a thread of its own; cancelling the future interrupts that thread. */
final class OnThreads implements HttpTransport {

    private final HttpTransport transport;

    OnThreads(HttpTransport transport) {
        this.transport = transport;
    }

    @Override
    public CompletableFuture<TransportResult> exchange(TransportRequest request, Deadline deadline) {
        CompletableFuture<TransportResult> result = new CompletableFuture<>();
        Thread caller = new Thread(
                () -> result.complete(transport.exchange(request, deadline).join()), "caller of a blocking transport");
        caller.setDaemon(true);
        caller.start();
        result.whenComplete((done, cancelled) -> {
            if (result.isCancelled()) {
                caller.interrupt();
            }
        });
        return result;
    }

    @Override
    public void close() {
        transport.close();
    }
}
