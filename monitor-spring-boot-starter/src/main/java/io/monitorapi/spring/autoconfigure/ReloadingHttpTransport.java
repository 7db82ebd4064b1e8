package io.monitorapi.spring.autoconfigure;

import io.monitorapi.http.transport.HttpTransport;
import io.monitorapi.http.transport.TransportRequest;
import io.monitorapi.http.transport.TransportResult;
import io.monitorapi.port.Deadline;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets a transport be replaced while it is used: new exchanges go by the new one, the old one is closed after its last. */
final class ReloadingHttpTransport implements HttpTransport {

    private volatile Use current;
    private boolean closed;

    ReloadingHttpTransport(HttpTransport first) {
        this.current = new Use(first);
    }

    synchronized void replace(HttpTransport next) {
        if (closed) {
            next.close();
            return;
        }
        Use old = current;
        current = new Use(next);
        old.end();
    }

    @Override
    public CompletableFuture<TransportResult> exchange(TransportRequest call, Deadline deadline) {
        Use use = current;
        while (!use.begin()) {
            use = current;
        }
        Use used = use;
        try {
            CompletableFuture<TransportResult> answer = used.transport.exchange(call, deadline);
            answer.whenComplete((done, cancelled) -> used.end());
            return answer;
        } catch (RuntimeException refused) {
            used.end();
            throw refused;
        }
    }

    @Override
    public boolean blocking() {
        return current.transport.blocking();
    }

    /** Ends exchanges in flight too. */
    @Override
    public synchronized void close() {
        closed = true;
        current.transport.close();
    }

    /** Counts who uses a transport: this object itself until it is replaced, and every exchange. */
    private static final class Use {

        private final HttpTransport transport;
        private final AtomicInteger users = new AtomicInteger(1);

        Use(HttpTransport transport) {
            this.transport = transport;
        }

        boolean begin() {
            return users.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
        }

        void end() {
            if (users.decrementAndGet() == 0) {
                transport.close();
            }
        }
    }
}
