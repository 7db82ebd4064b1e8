package io.monitorapi.http.jdk;

import io.monitorapi.error.Sent;
import io.monitorapi.http.transport.DeadlineTimer;
import io.monitorapi.http.transport.HttpTransport;
import io.monitorapi.http.transport.TransportBuilder;
import io.monitorapi.http.transport.TransportFailures;
import io.monitorapi.http.transport.TransportRequest;
import io.monitorapi.http.transport.TransportResult;
import io.monitorapi.http.transport.TransportSettings;
import io.monitorapi.port.Deadline;
import java.net.Authenticator;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * A transport on the JDK's own HTTP client: HTTP/1.1 unless configured otherwise, TLS 1.2 and 1.3 only, no redirects, no
 * cookies, one request for one exchange.
 *
 * <p>Futures complete on a thread of that client, so dependent code must be short and must not block. Safe for use by any
 * thread. Must be closed.
 */
public final class JdkHttpTransport implements HttpTransport {

    private static final String NO_HOST_VERIFICATION = "jdk.internal.httpclient.disableHostnameVerification";

    private final RenewingHttpClient client;
    private final int maxBody;
    private final ScheduledThreadPoolExecutor timer = DeadlineTimer.newScheduler("monitor-api-http-timer-");
    private final DeadlineTimer deadlines = new DeadlineTimer(timer);

    /** Each ends an exchange in flight because the transport is closed. */
    private final Set<Runnable> closeActions = ConcurrentHashMap.newKeySet();

    private volatile boolean closed;

    private JdkHttpTransport(RenewingHttpClient client, int maxBody) {
        this.client = client;
        this.maxBody = maxBody;
    }

    /** {@return a builder with all defaults} */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public CompletableFuture<TransportResult> exchange(TransportRequest request, Deadline deadline) {
        if (closed) {
            return CompletableFuture.completedFuture(TransportFailures.closed(Sent.NO));
        }
        if (deadline.hasPassed()) {
            return CompletableFuture.completedFuture(TransportFailures.deadlinePassed());
        }
        TrackedBodyPublisher body = new TrackedBodyPublisher(request.body());
        CompletableFuture<TransportResult> result = new CompletableFuture<>();
        CompletableFuture<Void> started = new CompletableFuture<>();
        CompletableFuture<HttpResponse<byte[]>> source = client.get()
                .sendAsync(
                        message(request, body, deadline),
                        head -> new BoundedBodySubscriber(
                                head,
                                maxBody,
                                deadline,
                                deadlines,
                                bytes -> result.complete(response(head, bytes)),
                                started));
        Runnable closeAction = () -> result.complete(TransportFailures.closed(Sent.MAYBE));
        closeActions.add(closeAction);
        result.whenComplete((completed, cancelled) -> {
            closeActions.remove(closeAction);
            release(source, completed);
        });
        started.complete(null);
        source.whenComplete((response, failure) -> {
            if (failure != null) {
                result.complete(JdkFailures.of(failure, body.isSent()));
            } else if (response != null && response.body() == null) {
                // The JDK's client reports a proxy that refuses the tunnel as a response without a body.
                result.complete(TransportFailures.refusedByProxy(response.statusCode()));
            }
        });
        if (closed) {
            closeAction.run();
        }
        return result;
    }

    /**
     * A future of the client that is still open would complete on the JDK's common pool, which starts a thread for each task
     * on one or two processors.
     */
    private static void release(CompletableFuture<HttpResponse<byte[]>> source, @Nullable TransportResult result) {
        if (result instanceof TransportResult.Response) {
            source.complete(null);
        } else {
            abort(source);
        }
    }

    private static HttpRequest message(TransportRequest request, TrackedBodyPublisher body, Deadline deadline) {
        HttpRequest.Builder message = HttpRequest.newBuilder(request.uri())
                .method(request.method(), body)
                .timeout(Duration.ofNanos(Math.max(1, deadline.remainingNanos())));
        request.headers().forEach(message::header);
        return message.build();
    }

    /**
     * Ends an exchange and closes its connection. After a response that it cannot parse, the JDK's client leaves the connection
     * open, and cancelling its failed future does nothing; cancelling a future that depends on it still ends the exchange.
     */
    private static void abort(CompletableFuture<?> source) {
        source.cancel(true);
        source.handle((response, failure) -> new CompletableFuture<Void>())
                .thenCompose(Function.identity())
                .cancel(true);
    }

    private static TransportResult response(HttpResponse.ResponseInfo head, byte[] body) {
        return new TransportResult.Response(head.statusCode(), head.headers().map(), body);
    }

    /** {@return how many bodies have a pending timeout} */
    int pending() {
        return deadlines.pending();
    }

    @Override
    public void close() {
        closed = true;
        closeActions.forEach(Runnable::run);
        client.close();
        timer.shutdownNow();
    }

    /** Gathers the settings of a transport; not safe for use by several threads at once. */
    public static final class Builder extends TransportBuilder<Builder> {

        private boolean http2;
        private LongSupplier nanoTime = System::nanoTime;
        private @Nullable Authenticator authenticator;
        private Consumer<HttpClient.Builder> customizer = client -> {};

        private Builder() {}

        @Override
        protected Builder self() {
            return this;
        }

        /**
         * Sets the credentials for proxies; none unless set.
         *
         * <p>The JDK does not use Basic credentials for https through a proxy unless the system property
         * {@code jdk.http.auth.tunneling.disabledSchemes} allows it.
         *
         * @param credentials returns the credentials
         * @return this builder
         */
        public Builder authenticator(Authenticator credentials) {
            this.authenticator = Objects.requireNonNull(credentials, "authenticator");
            return this;
        }

        /**
         * Sets whether HTTP/2 is used with servers that support it; false unless set. JDK versions differ in what they repeat
         * over HTTP/2.
         *
         * @param enabled whether it is used
         * @return this builder
         */
        public Builder http2(boolean enabled) {
            this.http2 = enabled;
            return this;
        }

        /**
         * Customizes the JDK's client where this builder has no setting, such as its executor or local address. Redirects stay
         * off, and TLS at 1.2 and 1.3, whatever is changed here.
         *
         * @param change receives the builder of the client after all settings of this one; several are called in order
         * @return this builder
         */
        public Builder customize(Consumer<HttpClient.Builder> change) {
            this.customizer = customizer.andThen(Objects.requireNonNull(change, "customize"));
            return this;
        }

        /**
         * Sets the clock that measures the age of connections; {@link System#nanoTime()} unless set.
         *
         * @param monotonic a clock of the kind of {@link System#nanoTime()}
         * @return this builder
         */
        public Builder nanoTime(LongSupplier monotonic) {
            this.nanoTime = Objects.requireNonNull(monotonic, "nanoTime");
            return this;
        }

        /**
         * {@return the transport, which must be closed}
         *
         * @throws IllegalStateException if the JVM is configured not to verify host names
         */
        @Override
        public JdkHttpTransport build() {
            if (System.getProperty(NO_HOST_VERIFICATION) != null) {
                throw new IllegalStateException("The system property " + NO_HOST_VERIFICATION
                        + " is set: certificates would be accepted for any host. Remove it.");
            }
            TransportSettings settings = settings();
            return new JdkHttpTransport(new RenewingHttpClient(clients(settings), nanoTime), settings.maxBody());
        }

        private Supplier<HttpClient> clients(TransportSettings settings) {
            SSLParameters tls = new SSLParameters();
            tls.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
            HttpClient.Builder client = HttpClient.newBuilder()
                    .version(http2 ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
                    .connectTimeout(settings.connectTimeout())
                    // It runs only the client's own work and our parsing: a hop to a pool would cost more.
                    .executor(Runnable::run);
            if (settings.sslContext() != null) {
                client.sslContext(settings.sslContext());
            }
            if (settings.proxy() != null) {
                client.proxy(settings.proxy());
            }
            if (authenticator != null) {
                client.authenticator(authenticator);
            }
            customizer.accept(client);
            return () -> client.followRedirects(HttpClient.Redirect.NEVER)
                    .sslParameters(tls)
                    .build();
        }
    }
}
