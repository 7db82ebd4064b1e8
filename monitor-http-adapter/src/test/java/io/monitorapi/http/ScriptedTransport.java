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

/** A transport without a network: tell it what comes back, then ask it what was sent. */
final class ScriptedTransport implements HttpTransport {

    static final String ACCEPTED = "{\"sessionId\":\"sid-1\",\"visitorId\":\"vid-1\"}";

    private final Queue<CompletableFuture<TransportResult>> answers = new ConcurrentLinkedQueue<>();
    private final List<TransportRequest> calls = new CopyOnWriteArrayList<>();
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

    ScriptedTransport answers(TransportResult... next) {
        for (TransportResult answer : next) {
            answers.add(CompletableFuture.completedFuture(answer));
        }
        return this;
    }

    ScriptedTransport answersLater(CompletableFuture<TransportResult> next) {
        answers.add(next);
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

    List<TransportRequest> calls() {
        return calls;
    }

    TransportRequest onlyCall() {
        if (calls.size() != 1) {
            throw new AssertionError("expected one call, but there were " + calls.size());
        }
        return calls.get(0);
    }

    List<CompletableFuture<TransportResult>> exchanges() {
        return exchanges;
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public CompletableFuture<TransportResult> exchange(TransportRequest call, Deadline deadline) {
        calls.add(call);
        if (thrown != null) {
            Error now = thrown;
            thrown = null;
            throw now;
        }
        CompletableFuture<TransportResult> answer = answers.poll();
        if (answer == null) {
            throw new IllegalStateException("no answer was told");
        }
        exchanges.add(answer);
        return answer;
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
