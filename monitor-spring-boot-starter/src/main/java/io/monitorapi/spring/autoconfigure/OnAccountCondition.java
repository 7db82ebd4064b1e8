package io.monitorapi.spring.autoconfigure;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** Matches if an account is configured. A blank value does not count, because environment variables are often empty. */
final class OnAccountCondition extends SpringBootCondition {

    private static final String PROPERTY = MonitorProperties.PREFIX + ".account-id";

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        boolean configured = StringUtils.hasText(context.getEnvironment().getProperty(PROPERTY));
        ConditionMessage.Builder message = ConditionMessage.forCondition("Monitor API account");
        return configured
                ? ConditionOutcome.match(message.because(PROPERTY + " is set"))
                : ConditionOutcome.noMatch(message.because(PROPERTY + " is not set"));
    }
}
