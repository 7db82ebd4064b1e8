package io.monitorapi.spring.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains which generation of a library is required. */
final class IncompatibleLibraryFailureAnalyzer extends AbstractFailureAnalyzer<IncompatibleLibraryException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, IncompatibleLibraryException cause) {
        return new FailureAnalysis(
                "The Monitor API starter does not support this application: " + cause.getMessage() + ".",
                "Use " + cause.needed() + ". With another generation of " + cause.library()
                        + ", depend on io.monitorapi:monitor-http-adapter instead of the starter and build the MonitorService"
                        + " with HttpMonitor.builder() in a @Bean method.",
                cause);
    }
}
