package io.monitorapi.spring.autoconfigure;

import io.monitorapi.simulator.MonitorSimulator;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Applications that use a simulator. */
final class Simulated {

    private Simulated() {}

    static ApplicationContextRunner empty() {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, MonitorAutoConfiguration.class));
    }

    static ApplicationContextRunner application(MonitorSimulator simulator) {
        return client(empty(), "monitor-api", "simulator", simulator);
    }

    /** Adds a client below a prefix; it trusts its simulator by an SSL bundle of that name. */
    static ApplicationContextRunner client(
            ApplicationContextRunner application, String prefix, String bundle, MonitorSimulator simulator) {
        return application.withPropertyValues(
                prefix + ".account-id=" + simulator.accountId(),
                prefix + ".app-installation-id=" + simulator.appInstallationId(),
                prefix + ".base-uri=" + simulator.baseUri(),
                prefix + ".ssl.bundle=" + bundle,
                "spring.ssl.bundle.pem." + bundle + ".truststore.certificate=" + simulator.certificatePem());
    }
}
