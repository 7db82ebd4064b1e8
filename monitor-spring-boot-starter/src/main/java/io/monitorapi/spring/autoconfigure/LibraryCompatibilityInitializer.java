package io.monitorapi.spring.autoconfigure;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Checks the generations of Spring Boot and Jackson before any auto-configuration class is loaded.
 *
 * <p>Uses only types that have the same name in Spring Boot 3 and 4; a check in a configuration class would come too late,
 * because loading that class already fails there.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class LibraryCompatibilityInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        LibraryCompatibility.check();
    }
}
