package io.monitorapi.middleboxes;

import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
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
        List<String> arguments = new ArrayList<>(List.of(
                "--monitor-api.account-id=" + simulator.accountId(),
                "--monitor-api.app-installation-id=" + simulator.appInstallationId(),
                "--monitor-api.base-uri=" + simulator.baseUri(),
                "--monitor-api.ssl.bundle=simulator",
                "--monitor-api.session.key-secret=the-same-on-all-nodes",
                "--monitor-api.near-cache=0s",
                "--spring.ssl.bundle.pem.simulator.truststore.certificate=" + simulator.certificatePem(),
                "--spring.main.banner-mode=off",
                "--logging.level.root=warn"));
        arguments.addAll(List.of(settings));
        if (arguments.stream().noneMatch(setting -> setting.startsWith("--spring.datasource.url="))) {
            arguments.add("--spring.autoconfigure.exclude=" + DataSourceAutoConfiguration.class.getName());
        }
        return new Node(new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .run(arguments.toArray(String[]::new)));
    }

    /** Asks once for each visitor. */
    void ask(List<Visitor> visitors) {
        MonitorService service = context.getBean(MonitorService.class);
        visitors.forEach(visitor -> service.getEngagement(visitor, EngagementRequest.empty()));
    }

    /** Begins to ask once for each visitor. */
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
