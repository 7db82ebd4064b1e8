package io.monitorapi.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains a wrong property instead of showing a stack trace. */
final class MonitorPropertyFailureAnalyzer extends AbstractFailureAnalyzer<InvalidMonitorProperty> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, InvalidMonitorProperty cause) {
        return new FailureAnalysis(
                "The Monitor API client cannot be made: " + cause.getMessage() + ".", cause.remedy(), cause);
    }
}
