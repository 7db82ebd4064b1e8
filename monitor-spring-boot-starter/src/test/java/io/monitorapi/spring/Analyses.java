package io.monitorapi.spring;

import org.springframework.boot.diagnostics.FailureAnalysis;

/** What a failed start tells. */
public final class Analyses {

    private Analyses() {}

    /** {@return what {@code monitor-api.*} has to do with a failed start} */
    public static FailureAnalysis of(Throwable failure) {
        FailureAnalysis analysis = new MonitorPropertyFailureAnalyzer().analyze(failure);
        if (analysis == null) {
            throw new AssertionError("not analysed", failure);
        }
        return analysis;
    }
}
