package io.monitorapi.benchmarks.sessions;

import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engine.MonitorServiceBuilder;
import io.monitorapi.retry.Resilience4jRetryPolicy;
import io.monitorapi.session.Visitor;
import io.monitorapi.testkit.VirtualTime;
import java.util.List;
import java.util.stream.IntStream;

/** This SDK with default settings except for the clock: one service per node, one shared store. */
final class SdkClient implements Client {

    private final List<MonitorService> nodes;
    private int succeeded;

    SdkClient(Scenario scenario, SimulatedService service, SimulatedStore store, VirtualTime time) {
        this.nodes = IntStream.range(0, scenario.nodes())
                .mapToObj(i -> MonitorServiceBuilder.forGateway(service)
                        .sessionStore(store)
                        .retryPolicy(Resilience4jRetryPolicy.standard())
                        .executor(Runnable::run)
                        .time(time, time, time)
                        .build())
                .toList();
    }

    @Override
    public void call(Visitor visitor, int node) {
        nodes.get(node).getEngagementAsync(visitor, EngagementRequest.empty()).thenAccept(result -> succeeded++);
    }

    @Override
    public int succeeded() {
        return succeeded;
    }

    @Override
    public void close() {
        nodes.forEach(MonitorService::close);
    }
}
