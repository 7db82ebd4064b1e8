package io.monitorapi.http.jdk;

import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.http.transport.DeadlineTimer;
import io.monitorapi.http.transport.HttpTransport;
import io.monitorapi.http.transport.TransportBuilder;
import io.monitorapi.http.transport.TransportFailures;
import io.monitorapi.http.transport.TransportRequest;
import io.monitorapi.http.transport.TransportResult;
import io.monitorapi.http.transport.TransportSettings;
import io.monitorapi.internal.DaemonThreadFactory;
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
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
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
 * <p>An exchange never blocks the thread that makes it: DNS lookups and TLS run on threads of this transport, at most one for
 * each exchange in flight, and futures complete there. If a host has several addresses, only the first one is tried. Safe for use
 * by any thread. Must be closed; before JDK 21, one thread and the idle connections of
 * the JDK's client end only with the next garbage collection.
 */
public final class JdkHttpTransport implements HttpTransport {

    private final RenewingHttpClient client;
    private final ExecutorService executor;
    private final int maxBody;
    private final ScheduledThreadPoolExecutor timer = DeadlineTimer.newScheduler("monitor-api-http-timer-");
    private final DeadlineTimer deadlines = new DeadlineTimer(timer);

    /** Each ends an exchange in flight because the transport is closed. */
    private final Set<Runnable> closeActions = ConcurrentHashMap.newKeySet();

    private volatile boolean closed;

    private JdkHttpTransport(RenewingHttpClient client, ExecutorService executor, int maxBody) {
        this.client = client;
        this.executor = executor;
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
        track(result, body, deadline);
        try {
            // The client looks up the host, and loads the JVM's trust store once, on the thread that calls it.
            executor.execute(() -> start(request, body, deadline, result));
        } catch (RejectedExecutionException closing) {
            result.complete(TransportFailures.closed(Sent.NO));
        }
        return result;
    }

    /** Ends the exchange when its deadline passes, whatever the client does, and when the transport is closed. */
    private void track(CompletableFuture<TransportResult> result, TrackedBodyPublisher body, Deadline deadline) {
        DeadlineTimer.Timeout timeout = deadlines.schedule(
                deadline,
                () -> result.complete(
                        body.isSent() ? TransportFailures.responseTimeout() : TransportFailures.connectTimeout()));
        Runnable closeAction = () -> result.complete(TransportFailures.closed(body.isSent() ? Sent.MAYBE : Sent.NO));
        closeActions.add(closeAction);
        result.whenComplete((completed, cancelled) -> {
            timeout.cancel();
            closeActions.remove(closeAction);
        });
        if (closed) {
            closeAction.run();
        }
    }

    private void start(
            TransportRequest request,
            TrackedBodyPublisher body,
            Deadline deadline,
            CompletableFuture<TransportResult> result) {
        if (result.isDone()) {
            return;
        }
        try {
            send(request, body, deadline, result);
        } catch (LinkageError missing) {
            result.completeExceptionally(missing);
        } catch (RuntimeException | Error failure) {
            result.complete(
                    closed
                            ? TransportFailures.closed(Sent.NO)
                            : new TransportResult.Failure(
                                    Reason.ADAPTER, Sent.NO, "the HTTP client threw " + failure.getClass(), null));
        }
    }

    private void send(
            TransportRequest request,
            TrackedBodyPublisher body,
            Deadline deadline,
            CompletableFuture<TransportResult> result) {
        CompletableFuture<Void> started = new CompletableFuture<>();
        CompletableFuture<HttpResponse<byte[]>> source = client.get()
                .sendAsync(
                        message(request, body, deadline),
                        head -> new SizeLimitedBodySubscriber(
                                head,
                                maxBody,
                                deadline,
                                deadlines,
                                bytes -> result.complete(response(head, bytes)),
                                started));
        result.whenComplete((completed, cancelled) -> release(source, completed));
        started.complete(null);
        source.whenComplete((response, failure) -> {
            if (failure != null) {
                result.complete(JdkFailures.resultOf(failure, body.isSent()));
            } else if (response != null && response.body() == null) {
                // The JDK's client reports a proxy that refuses the tunnel as a response without a body.
                result.complete(TransportFailures.refusedByProxy(response.statusCode()));
            }
        });
    }

    /**
     * A future of the client that is still open would complete on the JDK's common pool, which starts a thread for each task
     * on one or two processors. Aborting runs on a thread of this transport: closing a connection waits for its TLS work, such
     * as a slow check of a certificate, and the current thread may be that of a caller whose deadline has passed.
     */
    private void release(CompletableFuture<HttpResponse<byte[]>> source, @Nullable TransportResult result) {
        if (result instanceof TransportResult.Response) {
            source.complete(null);
            return;
        }
        try {
            executor.execute(() -> abort(source));
        } catch (RejectedExecutionException closing) {
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
        executor.shutdown();
        timer.shutdownNow();
    }

    /** Gathers the settings of a transport; not safe for use by several threads at once. */
    public static final class Builder extends TransportBuilder<Builder> {

        private boolean http2;
        private LongSupplier nanoTime = System::nanoTime;
        private Consumer<HttpClient.Builder> customizer = client -> {};

        private Builder() {}

        @Override
        protected Builder self() {
            return this;
        }

        /**
         * Sets the credentials for proxies; none unless set.
         *
         * <p>For https, the JDK's client uses Basic credentials only if the JVM was started with the system property
         * {@code jdk.http.auth.tunneling.disabledSchemes} set to a list without Basic, such as the empty one.
         */
        @Override
        public Builder proxyAuthenticator(Authenticator authenticator) {
            return super.proxyAuthenticator(authenticator);
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
         * @throws IllegalStateException if a system property makes the JDK's client accept certificates for any host, or repeat
         *     requests
         */
        @Override
        public JdkHttpTransport build() {
            UnsafeSystemProperties.check();
            TransportSettings settings = settings();
            ExecutorService executor = new ThreadPoolExecutor(
                    0,
                    Integer.MAX_VALUE,
                    30,
                    TimeUnit.SECONDS,
                    new SynchronousQueue<>(),
                    new DaemonThreadFactory("monitor-api-http-"));
            RenewingHttpClient client = new RenewingHttpClient(clients(settings, executor), nanoTime);
            return new JdkHttpTransport(client, executor, settings.maxBody());
        }

        private Supplier<HttpClient> clients(TransportSettings settings, Executor executor) {
            SSLParameters tls = new SSLParameters();
            tls.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
            HttpClient.Builder client = HttpClient.newBuilder()
                    .version(http2 ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
                    .connectTimeout(settings.connectTimeout())
                    // TLS may call slow code, such as a check of revocation, which must not block the client's one
                    // thread.
                    .executor(executor);
            if (settings.sslContext() != null) {
                client.sslContext(settings.sslContext());
            }
            if (settings.proxy() != null) {
                client.proxy(settings.proxy());
            }
            if (settings.proxyAuthenticator() != null) {
                client.authenticator(settings.proxyAuthenticator());
            }
            customizer.accept(client);
            return () -> client.followRedirects(HttpClient.Redirect.NEVER)
                    .sslParameters(tls)
                    .build();
        }
    }
}
