package io.monitorapi.spring.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;

/** Checks that a store fails in time and without personal data. */
public final class Failures {

    /** The limits under test are shorter; the default timeouts of drivers are half a minute or more. */
    private static final Duration BOUND = Duration.ofSeconds(5);

    private Failures() {}

    /** Checks that the command fails in time, and that the whole stack trace does not contain the visitor. */
    public static void failsInTime(Runnable question) {
        long start = System.nanoTime();
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(question::run)
                .satisfies(failure -> assertThat(trace(failure)).doesNotContain("canary", "vid-1", "sid-1"));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND);
    }

    private static String trace(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace, true));
        return trace.toString();
    }
}
