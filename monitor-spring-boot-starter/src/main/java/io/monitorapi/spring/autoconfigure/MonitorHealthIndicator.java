package io.monitorapi.spring.autoconfigure;

import io.monitorapi.error.ErrorCategory;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.RetryRules;
import io.monitorapi.port.MonitorListener;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Tells how the clients' last calls went, and asks nobody.
 *
 * <p>Unknown before the first call; down while a gate is shut, or when the last five calls failed without an answer that would
 * put it down to the application.
 */
final class MonitorHealthIndicator extends AbstractHealthIndicator implements ClientInstrumentation {

    private static final int FAILURES = 5;

    private final Map<String, LastCalls> clients = new TreeMap<>();

    MonitorHealthIndicator() {
        super("The health of the Monitor API clients could not be told");
    }

    @Override
    public synchronized MonitorListener listenerOf(String client, MonitorProperties properties) {
        return clients.computeIfAbsent(client, unknown -> new LastCalls());
    }

    @Override
    protected synchronized void doHealthCheck(Health.Builder builder) {
        Status worst = Status.UNKNOWN;
        for (Map.Entry<String, LastCalls> client : clients.entrySet()) {
            LastCalls calls = client.getValue();
            builder.withDetail(client.getKey(), calls.details());
            worst = worse(worst, calls.status());
        }
        builder.status(worst);
    }

    private static Status worse(Status one, Status other) {
        if (one.equals(Status.DOWN) || other.equals(Status.DOWN)) {
            return Status.DOWN;
        }
        return one.equals(Status.UP) || other.equals(Status.UP) ? Status.UP : Status.UNKNOWN;
    }

    /** What the last calls of one client say. */
    private static final class LastCalls implements MonitorListener {

        private boolean called;
        private int failures;
        private @Nullable String reason;
        private boolean gateShut;

        @Override
        public synchronized void callEnded(CallEnded event) {
            MonitorException failure = event.failure();
            if (failure != null && RetryRules.isLocal(failure.reason())) {
                return;
            }
            called = true;
            boolean unanswered = failure != null && failure.category() == ErrorCategory.REQUEST;
            failures = unanswered ? failures + 1 : 0;
            reason = failure == null ? null : failure.reason().name();
        }

        @Override
        public synchronized void circuitChanged(CircuitChanged event) {
            called = true;
            gateShut = !event.closed();
        }

        synchronized Status status() {
            if (!called) {
                return Status.UNKNOWN;
            }
            return gateShut || failures >= FAILURES ? Status.DOWN : Status.UP;
        }

        synchronized Map<String, Object> details() {
            Map<String, Object> details = new LinkedHashMap<>();
            details.put("status", status().getCode());
            details.put("failuresInARow", failures);
            details.put("gate", gateShut ? "shut" : "open");
            if (reason != null) {
                details.put("lastFailure", reason);
            }
            return details;
        }
    }
}
