package io.monitorapi.spring.autoconfigure;

import io.monitorapi.http.transport.HttpTransport;
import io.monitorapi.http.transport.TransportRequest;
import io.monitorapi.http.transport.TransportResult;
import io.monitorapi.port.Deadline;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** A transport that can be replaced while in use. The old transport is closed after its last exchange. */
final class ReloadingHttpTransport implements HttpTransport {

    private volatile Lease current;
    private boolean closed;

    ReloadingHttpTransport(HttpTransport first) {
        this.current = new Lease(first);
    }

    synchronized void replace(HttpTransport next) {
        if (closed) {
            next.close();
            return;
        }
        Lease old = current;
        current = new Lease(next);
        old.release();
    }

    @Override
    public CompletableFuture<TransportResult> exchange(TransportRequest request, Deadline deadline) {
        Lease lease = current;
        while (!lease.acquire()) {
            lease = current;
        }
        Lease acquired = lease;
        try {
            CompletableFuture<TransportResult> result = acquired.transport.exchange(request, deadline);
            result.whenComplete((value, failure) -> acquired.release());
            return result;
        } catch (RuntimeException failure) {
            acquired.release();
            throw failure;
        }
    }

    @Override
    public boolean blocking() {
        return current.transport.blocking();
    }

    /** Also ends exchanges in flight. */
    @Override
    public synchronized void close() {
        closed = true;
        current.transport.close();
    }

    /** Counts the users of a transport: this object until the transport is replaced, and each exchange. */
    private static final class Lease {

        private final HttpTransport transport;
        private final AtomicInteger users = new AtomicInteger(1);

        Lease(HttpTransport transport) {
            this.transport = transport;
        }

        boolean acquire() {
            return users.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
        }

        void release() {
            if (users.decrementAndGet() == 0) {
                transport.close();
            }
        }
    }
}
