package io.monitorapi.consumer;

import io.github.resilience4j.retry.Retry;
import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.session.Visitor;
import io.monitorapi.simulator.MonitorSimulator;
import java.nio.file.Path;
import java.util.Map;
import org.slf4j.Logger;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.core.JsonParser;

/** Makes a real call, and tells which libraries the build resolved. */
@SpringBootApplication
public class Consumer {

    public static void main(String[] arguments) throws Exception {
        try (MonitorSimulator simulator = MonitorSimulator.start();
                ConfigurableApplicationContext context = new SpringApplicationBuilder(Consumer.class)
                        .web(WebApplicationType.NONE)
                        .properties(Map.of(
                                "spring.main.banner-mode", "off",
                                "monitor-api.account-id", simulator.accountId(),
                                "monitor-api.app-installation-id", simulator.appInstallationId(),
                                "monitor-api.base-uri", simulator.baseUri(),
                                "monitor-api.ssl.bundle", "simulator",
                                // A build's machine may be busy: what is tested here is not the speed.
                                "monitor-api.connect-timeout", "1m",
                                "monitor-api.attempt-limit", "1m",
                                "monitor-api.deadline", "1m",
                                "spring.ssl.bundle.pem.simulator.truststore.certificate", simulator.certificatePem()))
                        .run()) {
            boolean available = context.getBean(MonitorService.class)
                    .getEngagement(Visitor.of("device-1"), EngagementRequest.empty())
                    .isAvailable();
            context.getBean("monitorApiHealthIndicator", HealthIndicator.class);
            String jackson = jar(JsonParser.class);
            boolean fits = available
                    && jackson.equals("jackson-core-" + arguments[1] + ".jar")
                    && arguments[0].equals("Boot " + boot());
            System.out.printf(
                    "CONSUMER | %s | JDK %s | %s | %s | %s | %s%n",
                    arguments[0],
                    Runtime.version().feature(),
                    jackson,
                    jar(Logger.class),
                    jar(Retry.class),
                    fits ? "ok" : "WRONG");
            if (!fits) {
                throw new IllegalStateException("not what was expected");
            }
        }
    }

    private static String boot() throws Exception {
        return jar(SpringApplication.class).replace("spring-boot-", "").replace(".jar", "");
    }

    private static String jar(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .getFileName()
                .toString();
    }
}
