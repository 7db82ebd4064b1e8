package io.monitorapi.testkit;

import io.monitorapi.error.MonitorError;
import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.port.GatewayResult;
import io.monitorapi.port.MonitorGateway;
import java.time.Duration;
import java.util.List;

class FakeMonitorGatewayContractTest extends MonitorGatewayContract {

    private final FakeMonitorGateway gateway = new FakeMonitorGateway();

    @Override
    protected MonitorGateway gateway() {
        return gateway;
    }

    @Override
    protected void serviceOffers() {
        gateway.service().offers(Samples.offered());
    }

    @Override
    protected void serviceOffersNothing() {
        gateway.service().offers();
    }

    @Override
    protected void serviceRefuses(int status, int code, String text) {
        gateway.respondsWith(new GatewayResult.Refused(status, List.of(new MonitorError(code, null, text)), null));
    }

    @Override
    protected void serviceAsksToWait(Duration pause) {
        gateway.respondsWith(new GatewayResult.Refused(429, List.of(), pause));
    }

    @Override
    protected void serviceIsUnreachable() {
        gateway.respondsWith(Samples.failed(Reason.CONNECT, Sent.NO));
    }

    @Override
    protected void serviceIsSilent() {
        gateway.isSilent();
    }
}
