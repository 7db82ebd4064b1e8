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
 * Gives JUnit tests a simulator: in a static field, with {@code @RegisterExtension}, one for all tests of a class, whose script is
 * cleared before each; in any other field a new one for each test. Tests may also take it as a parameter.
 *
 * <p>Needs JUnit Jupiter, which the simulator does not bring along. Safe for use by any thread.
 */
public final class MonitorSimulatorExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback, ParameterResolver {

    private final SimulatorSettings settings;

    /** How many classes share the simulator now, nested ones included; none when it belongs to a single test. */
    private int classes;

    private @Nullable MonitorSimulator simulator;

    /** Makes an extension whose simulator serves a made-up account. */
    public MonitorSimulatorExtension() {
        this(SimulatorSettings.builder().build());
    }

    /**
     * Makes an extension.
     *
     * @param settings which account its simulator serves, and how
     */
    public MonitorSimulatorExtension(SimulatorSettings settings) {
        this.settings = settings;
    }

    /** {@return the simulator, which starts when it is first asked for} */
    public synchronized MonitorSimulator simulator() {
        if (simulator == null) {
            simulator = MonitorSimulator.start(settings);
        }
        return simulator;
    }

    /**
     * {@return the properties by which a Spring Boot application of the SDK's starter finds the simulator and trusts it, for a
     * {@code DynamicPropertyRegistry} or {@code withPropertyValues}}
     */
    public Map<String, String> springProperties() {
        MonitorSimulator service = simulator();
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("monitor-api.account-id", service.accountId());
        properties.put("monitor-api.app-installation-id", service.appInstallationId());
        properties.put("monitor-api.base-uri", service.baseUri().toString());
        properties.put("monitor-api.ssl.bundle", "monitor-simulator");
        properties.put("spring.ssl.bundle.pem.monitor-simulator.truststore.certificate", service.certificatePem());
        return properties;
    }

    /** Called only for an extension of a whole class. */
    @Override
    public synchronized void beforeAll(ExtensionContext context) {
        classes++;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        simulator().script().clear();
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
