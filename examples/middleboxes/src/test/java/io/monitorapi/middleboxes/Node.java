package io.monitorapi.middleboxes;

import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.session.MonitorSession;
import io.monitorapi.session.Visitor;
import io.monitorapi.simulator.MonitorSimulator;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** One node of a Spring Boot application that shares its sessions with the other nodes. */
final class Node implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private Node(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static Node start(MonitorSimulator simulator, String... settings) {
        List<String> arguments = new ArrayList<>(List.of(settings));
        arguments.add("--monitor-api.near-cache=0s");
        return new Node(new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .run(arguments(simulator, arguments).toArray(String[]::new)));
    }

    /** {@return the arguments of a Spring Boot application that is a client of the simulator} */
    static List<String> arguments(MonitorSimulator simulator, List<String> settings) {
        List<String> arguments = new ArrayList<>(List.of(
                "--monitor-api.account-id=" + simulator.accountId(),
                "--monitor-api.app-installation-id=" + simulator.appInstallationId(),
                "--monitor-api.base-uri=" + simulator.baseUri(),
                "--monitor-api.ssl.bundle=simulator",
                "--monitor-api.session.key-secret=the-same-on-all-nodes",
                "--spring.ssl.bundle.pem.simulator.truststore.certificate=" + simulator.certificatePem(),
                "--spring.main.banner-mode=off",
                "--logging.level.root=warn"));
        arguments.addAll(settings);
        if (settings.stream().noneMatch(setting -> setting.startsWith("--spring.datasource.url="))) {
            arguments.add("--spring.autoconfigure.exclude=" + DataSourceAutoConfiguration.class.getName());
        }
        return arguments;
    }

    /** Calls once for each visitor; returns their sessions, in the order of the visitors. */
    List<MonitorSession> ask(List<Visitor> visitors) {
        MonitorService service = context.getBean(MonitorService.class);
        return visitors.stream()
                .map(visitor -> service.getEngagement(visitor, EngagementRequest.empty())
                        .session())
                .toList();
    }

    /** Begins a call for each visitor. */
    void askLater(List<Visitor> visitors) {
        MonitorService service = context.getBean(MonitorService.class);
        visitors.forEach(visitor -> service.getEngagementAsync(visitor, EngagementRequest.empty()));
    }

    @Override
    public void close() {
        context.close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}
}
