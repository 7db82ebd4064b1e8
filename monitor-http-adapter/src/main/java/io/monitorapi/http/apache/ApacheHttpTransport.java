package io.monitorapi.http.apache;

import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.http.transport.DeadlineTimer;
import io.monitorapi.http.transport.HttpTransport;
import io.monitorapi.http.transport.TransportRequest;
import io.monitorapi.http.transport.TransportResult;
import io.monitorapi.port.Deadline;
import java.net.ProxySelector;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Carries bytes with Apache HttpClient 5, at about half the cost of the JDK's client: HTTP/1.1, TLS 1.2 and 1.3 only, host
 * names always verified, one request on the wire for one exchange.
 *
 * <p>What that library does unasked is off: repeating, redirects, decoding, cookies, authentication. Connections live for
 * 25 seconds at the most, and are looked at before they are used again.
 *
 * <p>It comes in two modes. Unless told otherwise, an exchange blocks the thread that makes it, which costs least where
 * callers wait anyway; interrupting that thread ends the exchange. With {@code blocking(false)} a few threads of the
 * library's own carry all exchanges and complete the futures, so that what follows must be short and must not block; that
 * suits callers that do not wait.
 *
 * <p>Needs {@code org.apache.httpcomponents.client5:httpclient5} on the class path. Safe for use by any thread. Close it at
 * the end.
 */
public final class ApacheHttpTransport implements HttpTransport {

    private final ApacheClient carrier;
    private final boolean blocking;
    private final Set<ExchangeContext> underway = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor timer;
    private final DeadlineTimer deadlines;
    private final IdleConnectionEvictor tidying;
    private volatile boolean closed;

    private ApacheHttpTransport(Builder builder) {
        this.blocking = builder.blocking;
        this.carrier = new ApacheClientFactory(builder).carrier();
        this.timer = new ScheduledThreadPoolExecutor(1, DaemonThreadFactory.named("monitor-api-apache-timer"));
        // Closing ends every exchange itself, so that an timeout more or less does not matter then.
        timer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        timer.setKeepAliveTime(30, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        this.deadlines = new DeadlineTimer(timer);
        this.tidying = new IdleConnectionEvictor(carrier, timer, builder.longestLife);
    }

    /** {@return a builder with all defaults} */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public CompletableFuture<TransportResult> exchange(TransportRequest call, Deadline deadline) {
        if (!"https".equalsIgnoreCase(call.uri().getScheme())) {
            throw new IllegalArgumentException(
                    "uri must be https, but is " + call.uri().getScheme());
        }
        if (deadline.hasPassed()) {
            return CompletableFuture.completedFuture(
                    new TransportResult.Failure(Reason.DEADLINE, Sent.NO, "no time was left", null));
        }
        ExchangeContext exchange = new ExchangeContext();
        underway.add(exchange);
        if (closed) {
            exchange.giveUpAsClosed();
        }
        DeadlineTimer.Timeout timeout = deadlines.schedule(deadline, exchange::giveUpAtDeadline);
        CompletableFuture<TransportResult> answer = carrier.carry(call, exchange);
        answer.whenComplete((done, cancelled) -> {
            timeout.cancel();
            ended(exchange);
        });
        return answer;
    }

    private void ended(ExchangeContext exchange) {
        underway.remove(exchange);
        tidying.soon();
    }

    @Override
    public boolean blocking() {
        return blocking;
    }

    @Override
    public void close() {
        closed = true;
        underway.forEach(ExchangeContext::giveUpAsClosed);
        carrier.close();
        timer.shutdownNow();
    }

    /** Gathers settings of a transport; not safe for use by several threads at once. */
    public static final class Builder {

        boolean blocking = true;
        int maxConnections = 64;
        int maxBody = 256 * 1024;
        Duration connectTimeout = Duration.ofSeconds(2);
        Duration longestLife = Duration.ofSeconds(25);

        @Nullable
        SSLContext sslContext;

        @Nullable
        ProxySelector proxy;

        private Builder() {}

        /**
         * Sets whether an exchange blocks the thread that makes it; true unless set.
         *
         * @param isBlocking true for callers that wait, false for callers that go on
         * @return this builder
         */
        public Builder blocking(boolean isBlocking) {
            this.blocking = isBlocking;
            return this;
        }

        /**
         * Sets how many connections there may be at a time; 64 unless set, as many as a service makes requests at a time.
         * An exchange that finds none free waits for one until its deadline.
         *
         * @param connections how many, at least 1
         * @return this builder
         */
        public Builder maxConnections(int connections) {
            this.maxConnections = atLeastOne("maxConnections", connections);
            return this;
        }

        /**
         * Sets the longest time for connecting, and then for TLS; 2 seconds each unless set.
         *
         * @param longest how long, positive
         * @return this builder
         */
        public Builder connectTimeout(Duration longest) {
            Objects.requireNonNull(longest, "connectTimeout");
            if (longest.isZero() || longest.isNegative()) {
                throw new IllegalArgumentException("connectTimeout must be positive, but is " + longest);
            }
            this.connectTimeout = longest;
            return this;
        }

        /**
         * Sets whom to trust, and with which key to identify; the JVM's default unless set.
         *
         * @param context the context
         * @return this builder
         */
        public Builder sslContext(SSLContext context) {
            this.sslContext = Objects.requireNonNull(context, "sslContext");
            return this;
        }

        /**
         * Sets the way through proxies, which must not ask for credentials; the JVM's default unless set.
         *
         * @param selector chooses the proxy
         * @return this builder
         */
        public Builder proxy(ProxySelector selector) {
            this.proxy = Objects.requireNonNull(selector, "proxy");
            return this;
        }

        /**
         * Sets how large an answer's body may be; 256 KiB unless set.
         *
         * @param bytes how large, at least 1
         * @return this builder
         */
        public Builder maxBody(int bytes) {
            this.maxBody = atLeastOne("maxBody", bytes);
            return this;
        }

        Builder longestLife(Duration life) {
            this.longestLife = life;
            return this;
        }

        /** {@return the transport} */
        public ApacheHttpTransport build() {
            return new ApacheHttpTransport(this);
        }

        private static int atLeastOne(String setting, int value) {
            if (value < 1) {
                throw new IllegalArgumentException(setting + " must be at least 1, but is " + value);
            }
            return value;
        }
    }
}
