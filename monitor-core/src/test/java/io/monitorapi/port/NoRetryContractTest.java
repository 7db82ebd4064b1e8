package io.monitorapi.port;

import io.monitorapi.testkit.RetryPolicyContract;

class NoRetryContractTest extends RetryPolicyContract {

    @Override
    protected RetryPolicy policy() {
        return RetryPolicy.none();
    }
}
