package io.monitorapi.consumer;

import io.github.resilience4j.retry.Retry;
import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.http.HttpMonitor;
import io.monitorapi.session.Visitor;
import io.monitorapi.simulator.MonitorSimulator;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import tools.jackson.core.JsonParser;

/** Makes a real call, and tells which libraries the build resolved. */
public final class Consumer {

    private Consumer() {}

    public static void main(String[] arguments) throws Exception {
        try (MonitorSimulator simulator = MonitorSimulator.start();
                MonitorService monitor = HttpMonitor.builder()
                        .accountId(simulator.accountId())
                        .appInstallationId(simulator.appInstallationId())
                        .baseUri(simulator.baseUri())
                        .sslContext(simulator.sslContext())
                        // A build's machine may be busy: what is tested here is not the speed.
                        .connectTimeout(Duration.ofMinutes(1))
                        .attemptLimit(Duration.ofMinutes(1))
                        .deadline(Duration.ofMinutes(1))
                        .build()) {
            boolean available = monitor.getEngagement(Visitor.of("device-1"), EngagementRequest.empty())
                    .isAvailable();
            String jackson = jar(JsonParser.class);
            boolean fits = available && jackson.equals("jackson-core-" + arguments[0] + ".jar");
            System.out.printf(
                    "CONSUMER | Plain Java | JDK %s | %s | %s | %s | %s%n",
                    Runtime.version().feature(), jackson, jar(Logger.class), jar(Retry.class), fits ? "ok" : "WRONG");
            if (!fits) {
                throw new IllegalStateException("not what was expected");
            }
        }
    }

    private static String jar(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .getFileName()
                .toString();
    }
}
