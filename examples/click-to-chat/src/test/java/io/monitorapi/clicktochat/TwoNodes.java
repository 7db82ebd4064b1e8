package io.monitorapi.clicktochat;

import io.monitorapi.simulator.MonitorSimulator;
import io.monitorapi.spring.redis.RealRedis;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Two nodes of the application that serve the same simulated account. */
public final class TwoNodes implements AutoCloseable {

    private final MonitorSimulator simulator = MonitorSimulator.start();
    private final ConfigurableApplicationContext one;
    private final ConfigurableApplicationContext other;

    private TwoNodes(int port, String... settings) {
        // Only one node gets the panel, because there is one simulator.
        one = node(
                port, context -> context.getBeanFactory().registerSingleton("monitorSimulator", simulator), settings);
        other = node(port == 0 ? 0 : port + 1, context -> {}, settings);
    }

    /** The command of the README runs this. */
    public static void main(String[] arguments) {
        int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "8080"));
        onOneRedis(RealRedis.shared().port(), port);
        System.out.println("Two nodes on one Redis: http://localhost:" + port + "/ and http://localhost:" + (port + 1)
                + "/  Ctrl-C ends them.");
    }

    /** Uses the configuration of the README. */
    static TwoNodes onOneRedis(int redis, int port) {
        return new TwoNodes(
                port,
                "--monitor-api.session.store=redis",
                "--monitor-api.session.key-secret=the-same-on-all-nodes",
                "--monitor-api.session.redis.timeout=30s",
                "--spring.data.redis.port=" + redis);
    }

    static TwoNodes withSeparateMemory() {
        return new TwoNodes(0);
    }

    ConfigurableApplicationContext one() {
        return one;
    }

    ConfigurableApplicationContext other() {
        return other;
    }

    MonitorSimulator simulator() {
        return simulator;
    }

    private ConfigurableApplicationContext node(
            int port, ApplicationContextInitializer<ConfigurableApplicationContext> panel, String... settings) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=" + port,
                "--server.address=127.0.0.1",
                "--monitor-api.account-id=" + simulator.accountId(),
                "--monitor-api.app-installation-id=" + simulator.appInstallationId(),
                "--monitor-api.base-uri=" + simulator.baseUri(),
                "--monitor-api.ssl.bundle=simulator",
                "--spring.ssl.bundle.pem.simulator.truststore.certificate=" + simulator.certificatePem()));
        arguments.addAll(List.of(settings));
        return new SpringApplicationBuilder(ClickToChatApplication.class)
                .initializers(panel)
                .run(arguments.toArray(String[]::new));
    }

    @Override
    public void close() {
        other.close();
        one.close();
        simulator.close();
    }
}
