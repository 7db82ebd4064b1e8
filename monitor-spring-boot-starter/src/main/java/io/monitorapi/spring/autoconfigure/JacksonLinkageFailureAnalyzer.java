package io.monitorapi.spring.autoconfigure;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Explains what the JVM says when Jackson 3 is missing or too old for this client. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class JacksonLinkageFailureAnalyzer extends AbstractFailureAnalyzer<LinkageError> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, LinkageError cause) {
        String message = String.valueOf(cause.getMessage()).replace('/', '.');
        boolean jackson = message.contains("tools.jackson.") || message.contains("com.fasterxml.jackson.");
        if (!jackson || !isOurs(cause)) {
            return null;
        }
        return new FailureAnalysis(
                "The Monitor API client cannot be made: the Jackson on the class path does not fit (" + message + ").",
                "Have tools.jackson.core:jackson-core 3.1 or newer, best by leaving its version to Spring Boot's dependency"
                        + " management; the build's dependency tree shows who asks for another one.",
                cause);
    }

    private static boolean isOurs(Throwable failure) {
        return Arrays.stream(failure.getStackTrace())
                .anyMatch(frame -> frame.getClassName().startsWith("io.monitorapi."));
    }
}
