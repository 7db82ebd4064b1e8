package io.monitorapi.http.apache;

import io.monitorapi.error.Sent;
import io.monitorapi.http.transport.DeadlineTimer;
import io.monitorapi.http.transport.HttpTransport;
import io.monitorapi.http.transport.TransportBuilder;
import io.monitorapi.http.transport.TransportFailures;
import io.monitorapi.http.transport.TransportRequest;
import io.monitorapi.http.transport.TransportResult;
import io.monitorapi.internal.Arguments;
import io.monitorapi.port.Deadline;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * A blocking transport on Apache HttpClient 5, at about half the processor time of the JDK's client: HTTP/1.1, TLS 1.2 and 1.3
 * only, host names always verified, one request for one exchange.
 *
 * <p>Whatever the library would do by itself is off: repeating, redirects, decoding, cookies, authentication. Connections live
 * for at most 25 seconds and are checked before they are used again.
 *
 * <p>An exchange blocks the thread that makes it; interrupting that thread ends the exchange.
 *
 * <p>Needs {@code org.apache.httpcomponents.client5:httpclient5} on the class path. Safe for use by any thread. Must be closed.
 */
public final class ApacheHttpTransport implements HttpTransport {

    private final ClassicApacheClient client;
    private final Set<ExchangeContext> inFlight = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor timer = DeadlineTimer.newScheduler("monitor-api-apache-timer-");
    private final DeadlineTimer deadlines = new DeadlineTimer(timer);
    private final IdleConnectionEvictor evictor;
    private volatile boolean closed;

    private ApacheHttpTransport(ClassicApacheClient client, Duration timeToLive) {
        this.client = client;
        this.evictor = new IdleConnectionEvictor(client, timer, timeToLive);
    }

    /** {@return a builder with all defaults} */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public CompletableFuture<TransportResult> exchange(TransportRequest request, Deadline deadline) {
        return CompletableFuture.completedFuture(
                deadline.hasPassed() ? TransportFailures.deadlinePassed() : execute(request, deadline));
    }

    private TransportResult execute(TransportRequest request, Deadline deadline) {
        ExchangeContext context = new ExchangeContext();
        inFlight.add(context);
        DeadlineTimer.Timeout timeout = deadlines.schedule(deadline, context::abortAtDeadline);
        try {
            return closed ? TransportFailures.closed(Sent.NO) : client.execute(request, context);
        } finally {
            timeout.cancel();
            inFlight.remove(context);
            evictor.schedule();
        }
    }

    @Override
    public boolean blocking() {
        return true;
    }

    @Override
    public void close() {
        closed = true;
        inFlight.forEach(ExchangeContext::abortAtClose);
        client.close();
        timer.shutdownNow();
    }

    /** Gathers the settings of a transport; not safe for use by several threads at once. */
    public static final class Builder extends TransportBuilder<Builder> {

        private int maxConnections = 64;
        private Duration timeToLive = Duration.ofSeconds(25);

        private Builder() {}

        @Override
        protected Builder self() {
            return this;
        }

        /**
         * Sets the largest number of connections; 64 unless set, as many as a service has requests in flight. An exchange
         * that finds none free waits for one until its deadline.
         *
         * @param connections how many, at least 1
         * @return this builder
         */
        public Builder maxConnections(int connections) {
            this.maxConnections = Arguments.requireAtLeast("maxConnections", 1, connections);
            return this;
        }

        Builder timeToLive(Duration connection) {
            this.timeToLive = connection;
            return this;
        }

        /** {@return the transport, which must be closed} */
        @Override
        public ApacheHttpTransport build() {
            return new ApacheHttpTransport(
                    new ApacheClientFactory(settings(), maxConnections, timeToLive).newClient(), timeToLive);
        }
    }
}
