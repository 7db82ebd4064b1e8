package io.monitorapi.spring;

import io.micrometer.observation.Observation;
import io.monitorapi.error.MonitorException;
import io.monitorapi.port.Operation;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The observation context of one call. Contains no personal data. */
public final class MonitorObservationContext extends Observation.Context {

    private final String client;
    private final Operation operation;
    private volatile boolean completed;

    /**
     * Creates the context of one call.
     *
     * @param client the client's name below {@code monitor-api.clients}, or {@code default}
     * @param operation the operation
     */
    public MonitorObservationContext(String client, Operation operation) {
        this.client = Objects.requireNonNull(client, "client");
        this.operation = Objects.requireNonNull(operation, "operation");
    }

    /** {@return the client's name below {@code monitor-api.clients}, or {@code default}} */
    public String client() {
        return client;
    }

    /** {@return the operation} */
    public Operation operation() {
        return operation;
    }

    /** Marks the call as completed. The starter calls this method before it stops the observation. */
    public void complete() {
        completed = true;
    }

    /** {@return whether the call has completed; until then its outcome is unknown} */
    public boolean isCompleted() {
        return completed;
    }

    /** {@return the failure, or null if the call succeeded or has not completed} */
    public @Nullable MonitorException failure() {
        return getError() instanceof MonitorException failure ? failure : null;
    }
}
