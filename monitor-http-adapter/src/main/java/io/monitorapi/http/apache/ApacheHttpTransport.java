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
import java.util.function.Consumer;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A blocking transport on Apache HttpClient 5, at about half the processor time of the JDK's client: HTTP/1.1, TLS 1.2 and 1.3
 * only, host names always verified, one request for one exchange.
 *
 * <p>Whatever the library would do by itself is off: repeating, redirects, decoding, cookies, authentication at servers.
 * Connections live for at most 25 seconds and are checked before they are used again. If a host has several addresses, they are
 * tried one after the other, each for at most the connect timeout.
 *
 * <p>An exchange blocks the thread that makes it; interrupting that thread ends the exchange.
 *
 * <p>Needs {@code org.apache.httpcomponents.client5:httpclient5} on the class path. Safe for use by any thread. Must be closed.
 */
public final class ApacheHttpTransport implements HttpTransport {

    private final ApacheClientFactory clients;
    private final Set<ExchangeContext> inFlight = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor timer = DeadlineTimer.newScheduler("monitor-api-apache-timer-");
    private final DeadlineTimer deadlines = new DeadlineTimer(timer);
    private final Duration timeToLive;
    private volatile @Nullable PooledClient pooled;
    private volatile boolean closed;

    private ApacheHttpTransport(ApacheClientFactory clients, Duration timeToLive) {
        this.clients = clients;
        this.timeToLive = timeToLive;
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
            PooledClient opened = pooled();
            return opened == null
                    ? TransportFailures.closed(Sent.NO)
                    : context.run(() -> opened.execute(request, context));
        } finally {
            timeout.cancel();
            inFlight.remove(context);
        }
    }

    /** Creates the client for the first exchange, as loading the JVM's trust store takes a tenth of a second. */
    private @Nullable PooledClient pooled() {
        if (closed) {
            return null;
        }
        PooledClient opened = pooled;
        return opened != null ? opened : open();
    }

    private synchronized @Nullable PooledClient open() {
        if (pooled == null && !closed) {
            ClassicApacheClient client = clients.newClient();
            pooled = new PooledClient(client, new IdleConnectionEvictor(client, timer, timeToLive));
        }
        return closed ? null : pooled;
    }

    @Override
    public boolean blocking() {
        return true;
    }

    @Override
    public void close() {
        closed = true;
        inFlight.forEach(ExchangeContext::abortAtClose);
        closePool();
        timer.shutdownNow();
    }

    private synchronized void closePool() {
        if (pooled != null) {
            pooled.client().close();
        }
    }

    private record PooledClient(ClassicApacheClient client, IdleConnectionEvictor evictor) {

        TransportResult execute(TransportRequest request, ExchangeContext context) {
            try {
                return client.execute(request, context);
            } finally {
                evictor.schedule();
            }
        }
    }

    /** Gathers the settings of a transport; not safe for use by several threads at once. */
    public static final class Builder extends TransportBuilder<Builder> {

        private int maxConnections = 64;
        private Duration timeToLive = Duration.ofSeconds(25);
        private DnsResolver resolver = SystemDefaultDnsResolver.INSTANCE;
        private Consumer<HttpClientBuilder> customizer = client -> {};

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

        /**
         * Customizes the library's client before the transport applies its own settings, which take precedence: connections,
         * TLS, proxies and their credentials, and no redirects, cookies, decompression or repetitions. May be called several
         * times.
         *
         * @param change customizes the client, for example adds an interceptor
         * @return this builder
         */
        public Builder customize(Consumer<HttpClientBuilder> change) {
            this.customizer = customizer.andThen(change);
            return this;
        }

        Builder timeToLive(Duration connection) {
            this.timeToLive = connection;
            return this;
        }

        Builder resolver(DnsResolver names) {
            this.resolver = names;
            return this;
        }

        /** {@return the transport, which must be closed} */
        @Override
        public ApacheHttpTransport build() {
            return new ApacheHttpTransport(
                    new ApacheClientFactory(settings(), maxConnections, timeToLive, resolver, customizer), timeToLive);
        }
    }
}
