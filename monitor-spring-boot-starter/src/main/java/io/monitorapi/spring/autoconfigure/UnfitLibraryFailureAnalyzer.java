package io.monitorapi.spring.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says which generation of a library is needed instead. */
final class UnfitLibraryFailureAnalyzer extends AbstractFailureAnalyzer<UnfitLibraryException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, UnfitLibraryException cause) {
        return new FailureAnalysis(
                "The Monitor API starter does not fit this application: " + cause.getMessage() + ".",
                "Use " + cause.needed() + ". With another generation of " + cause.library()
                        + ", depend on io.monitorapi:monitor-http-adapter instead of the starter and build the MonitorService"
                        + " with HttpMonitor.builder() in a @Bean method.",
                cause);
    }
}
