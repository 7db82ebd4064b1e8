package io.monitorapi.spring.autoconfigure;

import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;

/** Returns the failure analysis of a failed start. */
public final class Analyses {

    private Analyses() {}

    /** {@return the text that an application prints when its start fails} */
    public static FailureAnalysis of(Throwable failure) {
        return analysers()
                .map(analyser -> analyser.analyze(failure))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new AssertionError("not analysed", failure));
    }

    /** All registered failure analyzers, including those of Spring Boot. */
    private static Stream<FailureAnalyzer> analysers() {
        SpringFactoriesLoader factories = SpringFactoriesLoader.forDefaultResourceLocation();
        return factories.load(FailureAnalyzer.class, FailureHandler.handleMessage((message, cause) -> {})).stream();
    }
}
