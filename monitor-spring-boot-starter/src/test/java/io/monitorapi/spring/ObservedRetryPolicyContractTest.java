package io.monitorapi.spring;

import io.micrometer.observation.Observation;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.monitorapi.port.Operation;
import io.monitorapi.port.RetryPolicy;
import io.monitorapi.retry.Resilience4jRetryPolicy;
import io.monitorapi.testkit.RetryPolicyContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class ObservedRetryPolicyContractTest extends RetryPolicyContract {

    private final TestObservationRegistry registry = TestObservationRegistry.create();
    private final Observation call = Observation.start(
            "monitor.api.call", () -> new MonitorObservationContext("default", Operation.REPORT), registry);
    private Observation.Scope scope;

    @BeforeEach
    void begin() {
        scope = call.openScope();
    }

    @AfterEach
    void end() {
        scope.close();
        call.stop();
    }

    @Override
    protected RetryPolicy policy() {
        return new ObservedRetryPolicy(Resilience4jRetryPolicy.standard(), registry);
    }
}
