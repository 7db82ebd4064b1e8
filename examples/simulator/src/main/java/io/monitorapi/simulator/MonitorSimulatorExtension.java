package io.monitorapi.simulator;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Provides JUnit tests with a simulator. In a static field with {@code @RegisterExtension}, all tests of a class share one server
 * (port and certificate), which is {@linkplain MonitorSimulator#reset() reset} before each test; in an instance field, each
 * test gets a server of its own. Tests may also declare a {@link MonitorSimulator} parameter.
 *
 * <p>Needs JUnit Jupiter, which is an optional dependency of the simulator. Safe for use by any thread.
 */
@SuppressWarnings("exports") // JUnit is optional
public final class MonitorSimulatorExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback, ParameterResolver {

    private final SimulatorSettings settings;

    /** The number of running test classes that share the simulator, including nested ones; 0 if it belongs to one test. */
    private int classes;

    private @Nullable MonitorSimulator simulator;

    /** Creates an extension whose simulator serves a sample account. */
    public MonitorSimulatorExtension() {
        this(SimulatorSettings.builder().build());
    }

    /**
     * Creates an extension.
     *
     * @param settings the settings of its simulator
     */
    public MonitorSimulatorExtension(SimulatorSettings settings) {
        this.settings = settings;
    }

    /** {@return the simulator; the first call starts it} */
    public synchronized MonitorSimulator simulator() {
        if (simulator == null) {
            simulator = MonitorSimulator.start(settings);
        }
        return simulator;
    }

    /**
     * {@return the properties with which the SDK's Spring Boot starter uses the simulator and trusts its certificate, for a
     * {@code DynamicPropertyRegistry} or {@code withPropertyValues}}
     */
    public Map<String, String> springProperties() {
        MonitorSimulator running = simulator();
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("monitor-api.account-id", running.accountId());
        properties.put("monitor-api.app-installation-id", running.appInstallationId());
        properties.put("monitor-api.base-uri", running.baseUri().toString());
        properties.put("monitor-api.ssl.bundle", "monitor-simulator");
        properties.put("spring.ssl.bundle.pem.monitor-simulator.truststore.certificate", running.certificatePem());
        return properties;
    }

    /** JUnit calls this only for an extension in a static field. */
    @Override
    public synchronized void beforeAll(ExtensionContext context) {
        classes++;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        simulator().reset();
    }

    @Override
    public synchronized void afterEach(ExtensionContext context) {
        if (classes == 0) {
            stop();
        }
    }

    @Override
    public synchronized void afterAll(ExtensionContext context) {
        classes--;
        if (classes == 0) {
            stop();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == MonitorSimulator.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return simulator();
    }

    private void stop() {
        if (simulator != null) {
            simulator.close();
            simulator = null;
        }
    }
}
