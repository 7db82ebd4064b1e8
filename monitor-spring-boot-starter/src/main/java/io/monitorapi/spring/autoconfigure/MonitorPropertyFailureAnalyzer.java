package io.monitorapi.spring.autoconfigure;

import io.monitorapi.spring.InvalidMonitorPropertyException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains an invalid property instead of printing a stack trace. */
final class MonitorPropertyFailureAnalyzer extends AbstractFailureAnalyzer<InvalidMonitorPropertyException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, InvalidMonitorPropertyException cause) {
        return new FailureAnalysis(
                "The Monitor API client cannot be created: " + cause.getMessage() + ".", cause.remedy(), cause);
    }
}
