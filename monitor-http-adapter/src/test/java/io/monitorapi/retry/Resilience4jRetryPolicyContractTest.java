package io.monitorapi.retry;

import io.monitorapi.port.RetryPolicy;
import io.monitorapi.testkit.RetryPolicyContract;

class Resilience4jRetryPolicyContractTest extends RetryPolicyContract {

    @Override
    protected RetryPolicy policy() {
        return Resilience4jRetryPolicy.standard();
    }
}
