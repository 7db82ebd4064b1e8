package io.monitorapi.consumer;

import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.http.HttpMonitor;
import io.monitorapi.http.jdk.JdkHttpTransport;
import io.monitorapi.http.transport.HttpTransport;
import io.monitorapi.session.Visitor;
import io.monitorapi.simulator.MonitorSimulator;
import java.time.Duration;

/** Makes a call over each transport, and verifies that packages which are not exported are encapsulated. */
public final class Consumer {

    private Consumer() {}

    public static void main(String[] arguments) throws Exception {
        Module core = MonitorService.class.getModule();
        Module http = HttpMonitor.class.getModule();
        Duration minute = Duration.ofMinutes(1);
        try (MonitorSimulator simulator = MonitorSimulator.start();
                HttpTransport jdk = JdkHttpTransport.builder()
                        .sslContext(simulator.sslContext())
                        .connectTimeout(minute)
                        .build();
                MonitorService overApache =
                        builder(simulator).sslContext(simulator.sslContext()).connectTimeout(minute).build();
                MonitorService overJdk = builder(simulator).transport(jdk).build()) {
            boolean ok = isAvailable(overApache)
                    && isAvailable(overJdk)
                    && core.isNamed()
                    && !core.getDescriptor().isAutomatic()
                    && !http.getDescriptor().isAutomatic()
                    && !core.isExported("io.monitorapi.internal", Consumer.class.getModule());
            System.out.printf(
                    "CONSUMER | Module path | JDK %s | %s, %s | both transports | %s%n",
                    Runtime.version().feature(), core.getName(), http.getName(), ok ? "ok" : "WRONG");
            if (!ok) {
                throw new IllegalStateException("unexpected result");
            }
        }
    }

    private static HttpMonitor.Builder builder(MonitorSimulator simulator) {
        return HttpMonitor.builder()
                .accountId(simulator.accountId())
                .appInstallationId(simulator.appInstallationId())
                .baseUri(simulator.baseUri())
                .attemptLimit(Duration.ofMinutes(1))
                .deadline(Duration.ofMinutes(1));
    }

    private static boolean isAvailable(MonitorService monitor) {
        return monitor.getEngagement(Visitor.of("device-1"), EngagementRequest.empty())
                .isAvailable();
    }
}
