package io.monitorapi.http;

import io.monitorapi.http.transport.HttpTransport;
import io.monitorapi.http.transport.TransportRequest;
import io.monitorapi.http.transport.TransportResult;
import io.monitorapi.http.transport.TransportResult.Response;
import io.monitorapi.port.Deadline;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A transport without a network: a test scripts the results and inspects the requests. */
final class ScriptedTransport implements HttpTransport {

    static final String ACCEPTED = "{\"sessionId\":\"sid-1\",\"visitorId\":\"vid-1\"}";

    private final Queue<CompletableFuture<TransportResult>> results = new ConcurrentLinkedQueue<>();
    private final List<TransportRequest> requests = new CopyOnWriteArrayList<>();
    private final List<CompletableFuture<TransportResult>> exchanges = new CopyOnWriteArrayList<>();
    private @Nullable Error thrown;
    private boolean blocking;
    private boolean closed;

    static Response reply(int status, String body) {
        return reply(status, Map.of(), body);
    }

    static Response reply(int status, Map<String, List<String>> headers, String body) {
        return new Response(status, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    ScriptedTransport respondsWith(TransportResult... next) {
        for (TransportResult result : next) {
            results.add(CompletableFuture.completedFuture(result));
        }
        return this;
    }

    ScriptedTransport respondsLater(CompletableFuture<TransportResult> next) {
        results.add(next);
        return this;
    }

    ScriptedTransport throwsOnce(Error next) {
        thrown = next;
        return this;
    }

    ScriptedTransport blocks() {
        blocking = true;
        return this;
    }

    List<TransportRequest> requests() {
        return requests;
    }

    TransportRequest onlyRequest() {
        if (requests.size() != 1) {
            throw new AssertionError("expected one request, but there were " + requests.size());
        }
        return requests.get(0);
    }

    List<CompletableFuture<TransportResult>> exchanges() {
        return exchanges;
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public CompletableFuture<TransportResult> exchange(TransportRequest request, Deadline deadline) {
        requests.add(request);
        if (thrown != null) {
            Error now = thrown;
            thrown = null;
            throw now;
        }
        CompletableFuture<TransportResult> result = results.poll();
        if (result == null) {
            throw new IllegalStateException("no result was scripted");
        }
        exchanges.add(result);
        return result;
    }

    @Override
    public boolean blocking() {
        return blocking;
    }

    @Override
    public void close() {
        closed = true;
    }
}
