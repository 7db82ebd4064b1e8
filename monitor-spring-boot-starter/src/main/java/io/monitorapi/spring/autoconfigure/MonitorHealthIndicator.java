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
 * Reports the outcome of the clients' last calls without sending a request.
 *
 * <p>DOWN only if the last five calls of a client failed with category APPLICATION, such as an unknown account: this application
 * is misconfigured. An outage of the service is UNKNOWN, because restarting or removing this application would not help.
 */
final class MonitorHealthIndicator extends AbstractHealthIndicator implements ClientInstrumentation {

    private static final int FAILURES = 5;

    private final Map<String, LastCalls> clients = new TreeMap<>();

    MonitorHealthIndicator() {
        super("The health of the Monitor API clients could not be determined");
    }

    @Override
    public synchronized MonitorListener listenerFor(String client, MonitorProperties properties) {
        return clients.computeIfAbsent(client, name -> new LastCalls());
    }

    @Override
    protected synchronized void doHealthCheck(Health.Builder builder) {
        Status worst = null;
        for (Map.Entry<String, LastCalls> client : clients.entrySet()) {
            LastCalls calls = client.getValue();
            builder.withDetail(client.getKey(), calls.details());
            worst = worst == null ? calls.status() : worse(worst, calls.status());
        }
        builder.status(worst == null ? Status.UNKNOWN : worst);
    }

    private static Status worse(Status one, Status other) {
        if (one.equals(Status.DOWN) || other.equals(Status.DOWN)) {
            return Status.DOWN;
        }
        return one.equals(Status.UP) && other.equals(Status.UP) ? Status.UP : Status.UNKNOWN;
    }

    /** The state of one client. */
    private static final class LastCalls implements MonitorListener {

        private boolean isUsed;
        private int failures;
        private int applicationFailures;
        private @Nullable String reason;
        private boolean isCircuitOpen;

        @Override
        public synchronized void callEnded(CallEnded event) {
            MonitorException failure = event.failure();
            if (failure != null && RetryRules.isLocal(failure.reason())) {
                return;
            }
            isUsed = true;
            reason = failure == null ? null : failure.reason().name();
            failures = isCategory(failure, ErrorCategory.REQUEST) ? failures + 1 : 0;
            applicationFailures = isCategory(failure, ErrorCategory.APPLICATION) ? applicationFailures + 1 : 0;
        }

        private static boolean isCategory(@Nullable MonitorException failure, ErrorCategory category) {
            return failure != null && failure.category() == category;
        }

        @Override
        public synchronized void circuitChanged(CircuitChanged event) {
            isUsed = true;
            isCircuitOpen = !event.closed();
        }

        synchronized Status status() {
            if (applicationFailures >= FAILURES) {
                return Status.DOWN;
            }
            return !isUsed || isCircuitOpen || failures >= FAILURES ? Status.UNKNOWN : Status.UP;
        }

        synchronized Map<String, Object> details() {
            Map<String, Object> details = new LinkedHashMap<>();
            details.put("status", status().getCode());
            details.put("failuresInARow", Math.max(failures, applicationFailures));
            details.put("circuitBreaker", isCircuitOpen ? "open" : "closed");
            if (reason != null) {
                details.put("lastFailure", reason);
            }
            return details;
        }
    }
}
