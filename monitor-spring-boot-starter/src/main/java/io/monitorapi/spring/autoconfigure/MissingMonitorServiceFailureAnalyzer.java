package io.monitorapi.spring.autoconfigure;

import io.monitorapi.MonitorService;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/** Explains why there is no {@link MonitorService} to inject. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class MissingMonitorServiceFailureAnalyzer extends AbstractFailureAnalyzer<NoSuchBeanDefinitionException> {

    private final Environment environment;

    MissingMonitorServiceFailureAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, NoSuchBeanDefinitionException cause) {
        ResolvableType type = cause.getResolvableType();
        if (cause instanceof NoUniqueBeanDefinitionException
                || type == null
                || type.resolve() != MonitorService.class) {
            return null;
        }
        String account =
                MonitorProperties.textOrNull(environment.getProperty(MonitorProperties.PREFIX + ".account-id"));
        String action = account == null
                ? "Set monitor-api.account-id and monitor-api.app-installation-id."
                : "Inject it without a qualifier, or with the name of a client in monitor-api.clients.";
        return new FailureAnalysis(
                "A MonitorService is required, but there is none"
                        + (account == null
                                ? ", because monitor-api.account-id is not set."
                                : " that matches the qualifier."),
                action
                        + " For several accounts, set monitor-api.clients.<name>.account-id and inject with"
                        + " @Qualifier(\"<name>\"). Clients that have an account: "
                        + NamedClientProperties.of(environment).keySet() + ".",
                cause);
    }
}
