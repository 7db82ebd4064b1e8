package io.monitorapi.http;

import io.monitorapi.port.MonitorGateway;
import io.monitorapi.simulator.Campaign;
import io.monitorapi.simulator.MonitorSimulator;
import io.monitorapi.simulator.ScriptedResponse;
import io.monitorapi.testkit.MonitorGatewayContract;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

class HttpMonitorGatewayContractTest extends MonitorGatewayContract {

    private final MonitorSimulator simulator = MonitorSimulator.start();
    private final HttpMonitorGateway gateway = HttpMonitorGateway.builder()
            .accountId(simulator.accountId())
            .appInstallationId(simulator.appInstallationId())
            .baseUri(simulator.baseUri())
            .sslContext(simulator.sslContext())
            .build();

    @AfterEach
    void close() {
        gateway.close();
        simulator.close();
    }

    @Override
    protected MonitorGateway gateway() {
        return gateway;
    }

    @Override
    protected void serviceOffers() {
        simulator.campaigns().offer(Campaign.builder().build());
    }

    @Override
    protected void serviceOffersNothing() {
        simulator.campaigns().offerNothing();
    }

    @Override
    protected void serviceRefuses(int status, int code, String text) {
        simulator.script().next(ScriptedResponse.error(status, code, text));
    }

    @Override
    protected void serviceAsksToWait(Duration pause) {
        simulator.script().next(ScriptedResponse.status(429).header("Retry-After", String.valueOf(pause.toSeconds())));
    }

    @Override
    protected void serviceIsUnreachable() {
        simulator.close();
    }

    @Override
    protected void serviceIsSilent() {
        simulator.script().next(ScriptedResponse.silence());
    }
}
