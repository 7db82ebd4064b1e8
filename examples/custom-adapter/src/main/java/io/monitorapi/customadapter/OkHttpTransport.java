package io.monitorapi.customadapter;

import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.http.transport.DeadlineTimer;
import io.monitorapi.http.transport.HttpTransport;
import io.monitorapi.http.transport.TransportFailures;
import io.monitorapi.http.transport.TransportRequest;
import io.monitorapi.http.transport.TransportResult;
import io.monitorapi.port.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;

/**
 * A transport on OkHttp. What OkHttp does by itself is switched off: repeating requests, following redirects, decoding bodies.
 *
 * <p>Each exchange in flight uses a thread. Safe for use by any thread. Must be closed.
 */
public final class OkHttpTransport implements HttpTransport {

    private static final int MAX_BODY = 256 * 1024;

    private final OkHttpClient client;
    private final ExecutorService threads = Executors.newCachedThreadPool(daemons("okhttp-"));
    private final ScheduledThreadPoolExecutor timer = DeadlineTimer.newScheduler("okhttp-timer-");
    private final DeadlineTimer deadlines = new DeadlineTimer(timer);
    private final Set<OkHttpExchange> inFlight = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * Creates a transport.
     *
     * @param trust the trust and the keys of TLS
     * @param connectTimeout the longest time for connecting, positive; TLS is bounded by the deadline of each exchange
     */
    public OkHttpTransport(SSLContext trust, Duration connectTimeout) {
        Dispatcher dispatcher = new Dispatcher(threads);
        // The default is five for each host; the MonitorService bounds the calls in flight.
        dispatcher.setMaxRequests(Integer.MAX_VALUE);
        dispatcher.setMaxRequestsPerHost(Integer.MAX_VALUE);
        this.client = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .sslSocketFactory(trust.getSocketFactory(), new RejectingTrustManager())
                .connectionSpecs(List.of(ConnectionSpec.MODERN_TLS))
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectionPool(new ConnectionPool(64, 25, TimeUnit.SECONDS))
                .connectTimeout(connectTimeout)
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                // This also repeats a request after a response with status 408.
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .addNetworkInterceptor(new StrictResponses())
                .addNetworkInterceptor(new HiddenRetryAfter())
                .eventListenerFactory(call -> OkHttpExchange.of(call.request()))
                .build();
    }

    @Override
    public CompletableFuture<TransportResult> exchange(TransportRequest request, Deadline deadline) {
        if (closed) {
            return CompletableFuture.completedFuture(TransportFailures.closed(Sent.NO));
        }
        if (deadline.hasPassed()) {
            return CompletableFuture.completedFuture(TransportFailures.deadlinePassed());
        }
        OkHttpExchange exchange = new OkHttpExchange(MAX_BODY);
        Call call = client.newCall(message(request, exchange));
        exchange.start(call, deadlines, deadline);
        inFlight.add(exchange);
        exchange.result().whenComplete((done, cancelled) -> inFlight.remove(exchange));
        if (closed) {
            exchange.end(Reason.CLOSED);
        }
        return exchange.result();
    }

    private static Request message(TransportRequest request, OkHttpExchange exchange) {
        Request.Builder message = new Request.Builder()
                .url(request.uri().toString())
                .tag(OkHttpExchange.class, exchange)
                // By default OkHttp accepts gzip and decompresses it without a limit.
                .header("Accept-Encoding", "identity");
        request.headers().forEach(message::header);
        boolean withoutBody = request.body().length == 0 && request.method().equals("GET");
        return message.method(request.method(), withoutBody ? null : RequestBody.create(request.body()))
                .build();
    }

    @Override
    public void close() {
        closed = true;
        inFlight.forEach(exchange -> exchange.end(Reason.CLOSED));
        client.connectionPool().evictAll();
        threads.shutdown();
        timer.shutdownNow();
    }

    private static ThreadFactory daemons(String name) {
        AtomicInteger number = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, name + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
