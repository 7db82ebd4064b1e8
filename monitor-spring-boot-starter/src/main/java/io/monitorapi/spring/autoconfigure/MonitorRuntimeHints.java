package io.monitorapi.spring.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.boot.context.properties.bind.BindableRuntimeHintsRegistrar;

/** Registers the types that the binder constructs for named clients, which are bound without a bean. */
final class MonitorRuntimeHints implements RuntimeHintsRegistrar {

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        BindableRuntimeHintsRegistrar.forTypes(MonitorProperties.class).registerHints(hints);
        hints.resources().registerPattern("io/monitorapi/spring/autoconfigure/properties.txt");
    }
}
