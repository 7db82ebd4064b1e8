package io.monitorapi.http.jdk;

import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.http.transport.DeadlineTimer;
import io.monitorapi.http.transport.HttpTransport;
import io.monitorapi.http.transport.TransportRequest;
import io.monitorapi.http.transport.TransportResult;
import io.monitorapi.port.Deadline;
import java.net.Authenticator;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * Carries bytes with the JDK's own HTTP client: HTTP/1.1 unless told otherwise, TLS 1.2 and 1.3 only, no redirects, no
 * cookies, one request on the wire for one exchange.
 *
 * <p>Futures complete on a thread of that client, so that what follows must be short and must not block. Safe for use by any
 * thread. Close it at the end.
 */
public final class JdkHttpTransport implements HttpTransport {

    private static final String NO_HOST_VERIFICATION = "jdk.internal.httpclient.disableHostnameVerification";

    private final RenewingHttpClient client;
    private final int maxBody;
    private final ScheduledThreadPoolExecutor timer;
    private final DeadlineTimer deadlines;
    private final Set<Runnable> endings = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private JdkHttpTransport(Builder builder) {
        if (System.getProperty(NO_HOST_VERIFICATION) != null) {
            throw new IllegalStateException("The system property " + NO_HOST_VERIFICATION
                    + " is set: certificates would be accepted for any host. Remove it.");
        }
        this.maxBody = builder.maxBody;
        this.client = new RenewingHttpClient(builder.clients(), builder.nanoTime);
        this.timer = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "monitor-api-http-timer");
            thread.setDaemon(true);
            return thread;
        });
        timer.setKeepAliveTime(30, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        this.deadlines = new DeadlineTimer(timer);
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
        if (closed) {
            return CompletableFuture.completedFuture(closed(Sent.NO));
        }
        if (deadline.hasPassed()) {
            return CompletableFuture.completedFuture(
                    new TransportResult.Failure(Reason.DEADLINE, Sent.NO, "no time was left", null));
        }
        TrackedBodyPublisher body = new TrackedBodyPublisher(call.body());
        CompletableFuture<TransportResult> answer = new CompletableFuture<>();
        CompletableFuture<Void> begun = new CompletableFuture<>();
        CompletableFuture<HttpResponse<byte[]>> source = client.get()
                .sendAsync(
                        request(call, body, deadline),
                        head -> new BoundedBodySubscriber(
                                head,
                                maxBody,
                                deadline,
                                deadlines,
                                whole -> answer.complete(replied(head, whole)),
                                begun));
        Runnable ending = () -> answer.complete(closed(Sent.MAYBE));
        endings.add(ending);
        answer.whenComplete((done, cancelled) -> {
            endings.remove(ending);
            release(source, done);
        });
        begun.complete(null);
        source.whenComplete((response, failure) -> {
            if (failure != null) {
                answer.complete(JdkFailures.of(failure, body.isSent()));
            } else if (response != null && response.body() == null) {
                // So the JDK answers for a proxy that refuses the tunnel.
                answer.complete(JdkFailures.refusedByProxy(response.statusCode()));
            }
        });
        if (closed) {
            ending.run();
        }
        return answer;
    }

    /**
     * The client completes its future on the JDK's common pool, which is a new thread for each on one or two processors; not
     * so a future that is complete already.
     */
    private static void release(CompletableFuture<HttpResponse<byte[]>> source, @Nullable TransportResult answer) {
        if (answer instanceof TransportResult.Response) {
            source.complete(null);
        } else {
            abort(source);
        }
    }

    private static HttpRequest request(TransportRequest call, TrackedBodyPublisher body, Deadline deadline) {
        HttpRequest.Builder request = HttpRequest.newBuilder(call.uri())
                .method(call.method(), body)
                .timeout(Duration.ofNanos(Math.max(1, deadline.remainingNanos())));
        call.headers().forEach(request::header);
        return request.build();
    }

    /**
     * Ends an exchange and its connection. The JDK leaves the connection open after an answer that it cannot parse, and to
     * cancel its future does nothing once that has failed; but to cancel one that follows from it ends the exchange still.
     */
    private static void abort(CompletableFuture<?> source) {
        source.cancel(true);
        source.handle((answer, failure) -> new CompletableFuture<Void>())
                .thenCompose(Function.identity())
                .cancel(true);
    }

    private static TransportResult replied(HttpResponse.ResponseInfo head, byte[] body) {
        return new TransportResult.Response(head.statusCode(), head.headers().map(), body);
    }

    private static TransportResult.Failure closed(Sent sent) {
        return new TransportResult.Failure(Reason.CLOSED, sent, "the transport is closed", null);
    }

    /** How many bodies are waited for. */
    int pending() {
        return deadlines.pending();
    }

    @Override
    public void close() {
        closed = true;
        endings.forEach(Runnable::run);
        client.close();
        timer.shutdownNow();
    }

    /** Gathers settings of a transport; not safe for use by several threads at once. */
    public static final class Builder {

        private Duration connectTimeout = Duration.ofSeconds(2);
        private int maxBody = 256 * 1024;
        private boolean http2;
        private LongSupplier nanoTime = System::nanoTime;
        private @Nullable SSLContext sslContext;
        private @Nullable ProxySelector proxy;
        private @Nullable Authenticator authenticator;
        private Consumer<HttpClient.Builder> customizer = client -> {};

        private Builder() {}

        /**
         * Sets the longest time for connecting, TLS included; 2 seconds unless set.
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
         * Sets the way through proxies; the JVM's default unless set.
         *
         * @param selector chooses the proxy
         * @return this builder
         */
        public Builder proxy(ProxySelector selector) {
            this.proxy = Objects.requireNonNull(selector, "proxy");
            return this;
        }

        /**
         * Sets who answers when a proxy asks for credentials; nobody unless set.
         *
         * <p>The JDK does not use Basic credentials for https through a proxy unless the system property
         * {@code jdk.http.auth.tunneling.disabledSchemes} allows it.
         *
         * @param answers gives the credentials
         * @return this builder
         */
        public Builder authenticator(Authenticator answers) {
            this.authenticator = Objects.requireNonNull(answers, "authenticator");
            return this;
        }

        /**
         * Sets whether HTTP/2 is used where the server has it; false unless set. The JDKs differ in what they repeat there.
         *
         * @param wanted whether it is used
         * @return this builder
         */
        public Builder http2(boolean wanted) {
            this.http2 = wanted;
            return this;
        }

        /**
         * Sets how large an answer's body may be; 256 KiB unless set.
         *
         * @param bytes how large, at least 1
         * @return this builder
         */
        public Builder maxBody(int bytes) {
            if (bytes < 1) {
                throw new IllegalArgumentException("maxBody must be at least 1, but is " + bytes);
            }
            this.maxBody = bytes;
            return this;
        }

        /**
         * Bends the JDK's client in what this builder has no setting for, such as its executor or local address. Redirects stay
         * off, and TLS at 1.2 and 1.3, whatever is done here.
         *
         * @param change is given the builder of the client, after all settings of this one; more than one are called in order
         * @return this builder
         */
        public Builder customize(Consumer<HttpClient.Builder> change) {
            this.customizer = customizer.andThen(Objects.requireNonNull(change, "customize"));
            return this;
        }

        /**
         * Sets the clock that the age of connections is measured with; {@link System#nanoTime()} unless set.
         *
         * @param monotonic a clock of the kind of {@link System#nanoTime()}
         * @return this builder
         */
        public Builder nanoTime(LongSupplier monotonic) {
            this.nanoTime = Objects.requireNonNull(monotonic, "nanoTime");
            return this;
        }

        /**
         * {@return the transport}
         *
         * @throws IllegalStateException if the JVM is set not to verify host names
         */
        public JdkHttpTransport build() {
            return new JdkHttpTransport(this);
        }

        private Supplier<HttpClient> clients() {
            SSLParameters tls = new SSLParameters();
            tls.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
            HttpClient.Builder client = HttpClient.newBuilder()
                    .version(http2 ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
                    .connectTimeout(connectTimeout)
                    // What runs there is the client's own work and our parsing: a hop to a pool would cost more.
                    .executor(Runnable::run);
            if (sslContext != null) {
                client.sslContext(sslContext);
            }
            if (proxy != null) {
                client.proxy(proxy);
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
