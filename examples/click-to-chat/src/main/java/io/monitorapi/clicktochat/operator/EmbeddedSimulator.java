package io.monitorapi.clicktochat.operator;

import io.monitorapi.simulator.MonitorSimulator;
import java.util.Map;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.StringUtils;

/** Starts the simulator in the process if no account is configured, and configures the application to use it. */
public final class EmbeddedSimulator implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String BEAN = "monitorSimulator";

    /** A short interval for trying it out; the loopback address, because the panel must not be reachable from other machines. */
    private static final Map<String, Object> DEFAULTS =
            Map.of("click-to-chat.interval", "5s", "server.address", "127.0.0.1");

    /** Called by Spring. */
    public EmbeddedSimulator() {}

    /**
     * Returns whether an application runs on the embedded simulator.
     *
     * @param context the application context
     * @return whether the embedded simulator is used
     */
    public static boolean isIn(ApplicationContext context) {
        return context.containsBean(BEAN);
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        if (StringUtils.hasText(environment.getProperty("monitor-api.account-id"))) {
            return;
        }
        MonitorSimulator simulator = MonitorSimulator.start();
        environment.getPropertySources().addFirst(new MapPropertySource("embedded simulator", properties(simulator)));
        environment.getPropertySources().addLast(new MapPropertySource("simulator defaults", DEFAULTS));
        context.getBeanFactory().registerSingleton(BEAN, simulator);
        ((DefaultSingletonBeanRegistry) context.getBeanFactory()).registerDisposableBean(BEAN, simulator::close);
    }

    private static Map<String, Object> properties(MonitorSimulator simulator) {
        return Map.of(
                "monitor-api.account-id", simulator.accountId(),
                "monitor-api.app-installation-id", simulator.appInstallationId(),
                "monitor-api.base-uri", simulator.baseUri().toString(),
                "monitor-api.ssl.bundle", "simulator",
                "spring.ssl.bundle.pem.simulator.truststore.certificate", simulator.certificatePem());
    }
}
