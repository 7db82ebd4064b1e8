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

/** Says which property is missing when a {@link MonitorService} is asked for that could not be made. */
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
                : "Ask for it without a qualifier, or with the name of a client below monitor-api.clients.";
        return new FailureAnalysis(
                "A MonitorService is injected, but there is none"
                        + (account == null ? ", as monitor-api.account-id is not set." : " that the qualifier fits."),
                action
                        + " For several accounts, set monitor-api.clients.<name>.account-id, and ask by @Qualifier(\"<name>\");"
                        + " the names that have an account now: "
                        + NamedClientProperties.of(environment).keySet() + ".",
                cause);
    }
}
