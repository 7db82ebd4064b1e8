package io.monitorapi.consumer;

import io.monitorapi.MonitorService;
import io.monitorapi.http.HttpMonitor;
import io.monitorapi.session.Visitor;
import io.monitorapi.simulator.MonitorSimulator;
import java.time.Duration;

/** Makes a call over the JDK's client, as Apache HttpClient is excluded. */
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
            boolean ok = monitor.getEngagement(Visitor.of("device-1")).isAvailable() && !isApachePresent();
            System.out.printf(
                    "CONSUMER | JDK transport | JDK %s | %s | %s%n",
                    Runtime.version().feature(), "without Apache HttpClient", ok ? "ok" : "WRONG");
            if (!ok) {
                throw new IllegalStateException("unexpected result");
            }
        }
    }

    private static boolean isApachePresent() {
        try {
            Class.forName("org.apache.hc.client5.http.classic.HttpClient");
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }
}
