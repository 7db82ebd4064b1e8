package io.monitorapi.http.apache;

import io.monitorapi.http.transport.HttpTransport;
import io.monitorapi.http.transport.TransportRequest;
import io.monitorapi.http.transport.TransportResult;
import io.monitorapi.port.Deadline;
import java.util.concurrent.CompletableFuture;

/** Makes the exchanges of a transport that blocks on threads of their own; cancelling interrupts the thread. */
final class OnThreads implements HttpTransport {

    private final HttpTransport transport;

    OnThreads(HttpTransport transport) {
        this.transport = transport;
    }

    @Override
    public CompletableFuture<TransportResult> exchange(TransportRequest call, Deadline deadline) {
        if (!call.uri().getScheme().equals("https")) {
            return transport.exchange(call, deadline);
        }
        CompletableFuture<TransportResult> answer = new CompletableFuture<>();
        Thread caller = new Thread(
                () -> answer.complete(transport.exchange(call, deadline).join()), "caller of a blocking transport");
        caller.setDaemon(true);
        caller.start();
        answer.whenComplete((done, cancelled) -> {
            if (answer.isCancelled()) {
                caller.interrupt();
            }
        });
        return answer;
    }

    @Override
    public void close() {
        transport.close();
    }
}
