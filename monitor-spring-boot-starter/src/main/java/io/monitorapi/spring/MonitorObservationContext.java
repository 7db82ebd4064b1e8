package io.monitorapi.spring;

import io.micrometer.observation.Observation;
import io.monitorapi.error.MonitorException;
import io.monitorapi.port.Operation;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is known of a call while it is observed; nothing in it leads to a person. */
public final class MonitorObservationContext extends Observation.Context {

    private final String client;
    private final Operation operation;

    /**
     * Begins the context of one call.
     *
     * @param client the client's name below {@code monitor-api.clients}, or {@code default}
     * @param operation what is asked of the service
     */
    public MonitorObservationContext(String client, Operation operation) {
        this.client = Objects.requireNonNull(client, "client");
        this.operation = Objects.requireNonNull(operation, "operation");
    }

    /** {@return the client's name below {@code monitor-api.clients}, or {@code default}} */
    public String client() {
        return client;
    }

    /** {@return what is asked of the service} */
    public Operation operation() {
        return operation;
    }

    /** {@return why the call failed, or null when it succeeded or has not ended} */
    public @Nullable MonitorException failure() {
        return getError() instanceof MonitorException failure ? failure : null;
    }
}
