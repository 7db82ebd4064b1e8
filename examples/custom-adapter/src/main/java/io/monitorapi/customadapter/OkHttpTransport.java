package io.monitorapi.customadapter;

import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.http.transport.DeadlineTimer;
import io.monitorapi.http.transport.HttpTransport;
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
 * Carries bytes with OkHttp, every helpful habit of which has to be switched off: it repeats, redirects and decodes.
 *
 * <p>Each exchange under way has a thread. Safe for use by any thread. Close it at the end.
 */
public final class OkHttpTransport implements HttpTransport {

    private static final int MAX_BODY = 256 * 1024;

    private final OkHttpClient client;
    private final ExecutorService threads = Executors.newCachedThreadPool(daemons("okhttp-"));
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, daemons("okhttp-timer-"));
    private final DeadlineTimer deadlines = new DeadlineTimer(timer);
    private final Set<OkHttpExchange> underway = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * Makes a transport.
     *
     * @param trust whom to trust, and with which key to identify
     * @param connectTimeout longest time for connecting, positive; TLS falls under the deadline of each exchange
     */
    public OkHttpTransport(SSLContext trust, Duration connectTimeout) {
        Dispatcher dispatcher = new Dispatcher(threads);
        // Five a host unless set; how many calls are under way is for the MonitorService to say.
        dispatcher.setMaxRequests(Integer.MAX_VALUE);
        dispatcher.setMaxRequestsPerHost(Integer.MAX_VALUE);
        this.client = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .sslSocketFactory(trust.getSocketFactory(), new TrustsNobody())
                .connectionSpecs(List.of(ConnectionSpec.MODERN_TLS))
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectionPool(new ConnectionPool(64, 25, TimeUnit.SECONDS))
                .connectTimeout(connectTimeout)
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                // Also what repeats a request that was answered with 408.
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .addNetworkInterceptor(new StrictAnswers())
                .addNetworkInterceptor(new HiddenRetryAfter())
                .eventListenerFactory(call -> OkHttpExchange.of(call.request()))
                .build();
    }

    @Override
    public CompletableFuture<TransportResult> exchange(TransportRequest call, Deadline deadline) {
        if (!"https".equalsIgnoreCase(call.uri().getScheme())) {
            throw new IllegalArgumentException(
                    "uri must be https, but is " + call.uri().getScheme());
        }
        if (closed) {
            return CompletableFuture.completedFuture(new TransportResult.Failure(Reason.CLOSED, Sent.NO, null, null));
        }
        if (deadline.hasPassed()) {
            return CompletableFuture.completedFuture(new TransportResult.Failure(Reason.DEADLINE, Sent.NO, null, null));
        }
        OkHttpExchange exchange = new OkHttpExchange(MAX_BODY);
        Call made = client.newCall(request(call, exchange));
        exchange.begin(made, deadlines, deadline);
        underway.add(exchange);
        exchange.answer().whenComplete((done, cancelled) -> underway.remove(exchange));
        if (closed) {
            exchange.end(Reason.CLOSED);
        }
        return exchange.answer();
    }

    private static Request request(TransportRequest call, OkHttpExchange exchange) {
        Request.Builder request = new Request.Builder()
                .url(call.uri().toString())
                .tag(OkHttpExchange.class, exchange)
                // Unless told otherwise it asks for gzip, and unpacks it without a limit.
                .header("Accept-Encoding", "identity");
        call.headers().forEach(request::header);
        boolean without = call.body().length == 0 && call.method().equals("GET");
        return request.method(call.method(), without ? null : RequestBody.create(call.body()))
                .build();
    }

    @Override
    public void close() {
        closed = true;
        underway.forEach(exchange -> exchange.end(Reason.CLOSED));
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
