package io.monitorapi.customadapter;

import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.http.transport.DeadlineTimer;
import io.monitorapi.http.transport.TransportResult;
import io.monitorapi.http.transport.TransportResult.Failure;
import io.monitorapi.port.Deadline;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLException;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.EventListener;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;

/** One exchange: its result, and whether the request was sent. */
final class OkHttpExchange extends EventListener implements Callback {

    private final int maxBody;
    private final CompletableFuture<TransportResult> result = new CompletableFuture<>();
    private volatile List<String> retryAfter = List.of();
    private volatile boolean sent;

    OkHttpExchange(int maxBody) {
        this.maxBody = maxBody;
    }

    static OkHttpExchange of(Request request) {
        return Objects.requireNonNull(request.tag(OkHttpExchange.class), "exchange of the request");
    }

    CompletableFuture<TransportResult> result() {
        return result;
    }

    /** Sends the request. OkHttp's own call timeout is not used, as it cannot end a DNS lookup. */
    void start(Call call, DeadlineTimer timer, Deadline deadline) {
        result.whenComplete((done, cancelled) -> call.cancel());
        try {
            DeadlineTimer.Timeout timeout = timer.schedule(deadline, () -> end(Reason.TIMEOUT));
            result.whenComplete((done, cancelled) -> timeout.cancel());
            call.enqueue(this);
        } catch (RejectedExecutionException closed) {
            end(Reason.CLOSED);
        }
    }

    /** Ends the exchange from outside. If the request was not sent, the time ran out while connecting. */
    void end(Reason reason) {
        if (sent) {
            result.complete(failed(reason, Sent.MAYBE));
        } else {
            result.complete(failed(reason == Reason.TIMEOUT ? Reason.CONNECT : reason, Sent.NO));
        }
    }

    void retryAfter(List<String> values) {
        retryAfter = values;
    }

    @Override
    public void requestHeadersStart(Call call) {
        sent = true;
    }

    @Override
    public void onResponse(Call call, Response response) {
        try (response) {
            result.complete(read(response));
        } catch (IOException lost) {
            result.complete(failed(Reason.CONNECTION_LOST, Sent.MAYBE));
        }
    }

    private TransportResult read(Response response) throws IOException {
        if (response.body().contentLength() > maxBody) {
            return failed(Reason.TOO_LARGE, Sent.YES);
        }
        BufferedSource source = response.body().source();
        if (source.request(maxBody + 1L)) {
            return failed(Reason.TOO_LARGE, Sent.YES);
        }
        Map<String, List<String>> headers =
                new LinkedHashMap<>(response.headers().toMultimap());
        if (!retryAfter.isEmpty()) {
            headers.put(HiddenRetryAfter.NAME, retryAfter);
        }
        return new TransportResult.Response(response.code(), headers, source.readByteArray());
    }

    @Override
    public void onFailure(Call call, IOException failure) {
        result.complete(failed(reason(failure), sent ? Sent.MAYBE : Sent.NO));
    }

    private Reason reason(IOException failure) {
        if (failure instanceof UnknownHostException) {
            return Reason.DNS;
        }
        if (failure instanceof ProtocolException) {
            return Reason.UNREADABLE;
        }
        if (sent) {
            return Reason.CONNECTION_LOST;
        }
        return failure instanceof SSLException ? Reason.TLS : Reason.CONNECT;
    }

    /** Omits the exception, as its message may hold anything. */
    private static Failure failed(Reason reason, Sent sent) {
        return new Failure(reason, sent, null, null);
    }
}
