package io.monitorapi.consumer;

import io.monitorapi.MonitorService;
import io.monitorapi.http.HttpMonitor;
import io.monitorapi.session.Visitor;
import io.monitorapi.simulator.MonitorSimulator;
import java.nio.file.Path;
import java.time.Duration;

/** Makes a call from one jar that contains all libraries. */
public final class Consumer {

    private Consumer() {}

    public static void main(String[] arguments) throws Exception {
        // The machine that builds may be busy: this does not test the speed.
        Duration minute = Duration.ofMinutes(1);
        try (MonitorSimulator simulator = MonitorSimulator.start();
                MonitorService monitor = HttpMonitor.builder()
                        .accountId(simulator.accountId())
                        .appInstallationId(simulator.appInstallationId())
                        .baseUri(simulator.baseUri())
                        .sslContext(simulator.sslContext())
                        .connectTimeout(minute)
                        .attemptLimit(minute)
                        .deadline(minute)
                        .build()) {
            boolean ok = monitor.getEngagement(Visitor.of("device-1")).isAvailable() && jar(HttpMonitor.class).equals(jar(Consumer.class));
            System.out.printf(
                    "CONSUMER | Uber jar | JDK %s | %s | %s%n",
                    Runtime.version().feature(), jar(HttpMonitor.class), ok ? "ok" : "WRONG");
            if (!ok) {
                throw new IllegalStateException("unexpected result");
            }
        }
    }

    private static Path jar(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .getFileName();
    }
}
