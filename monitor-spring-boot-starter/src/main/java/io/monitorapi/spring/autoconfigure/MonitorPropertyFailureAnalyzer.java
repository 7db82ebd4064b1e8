package io.monitorapi.spring.autoconfigure;

import io.monitorapi.spring.InvalidMonitorPropertyException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains a wrong property instead of showing a stack trace. */
final class MonitorPropertyFailureAnalyzer extends AbstractFailureAnalyzer<InvalidMonitorPropertyException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, InvalidMonitorPropertyException cause) {
        return new FailureAnalysis(
                "The Monitor API client cannot be made: " + cause.getMessage() + ".", cause.remedy(), cause);
    }
}
