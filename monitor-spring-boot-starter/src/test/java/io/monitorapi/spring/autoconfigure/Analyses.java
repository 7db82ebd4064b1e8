package io.monitorapi.spring.autoconfigure;

import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;

/** What a failed start tells. */
public final class Analyses {

    private Analyses() {}

    /** {@return what an application would print about a failed start} */
    public static FailureAnalysis of(Throwable failure) {
        return analysers()
                .map(analyser -> analyser.analyze(failure))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new AssertionError("not analysed", failure));
    }

    /** All that are registered, ours and Spring Boot's. */
    private static Stream<FailureAnalyzer> analysers() {
        SpringFactoriesLoader factories = SpringFactoriesLoader.forDefaultResourceLocation();
        return factories.load(FailureAnalyzer.class, FailureHandler.handleMessage((message, cause) -> {})).stream();
    }
}
