package io.monitorapi.engine;

import io.monitorapi.internal.Durations;
import io.monitorapi.port.Deadline;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long one request may take.
 *
 * @param time the longest time
 * @param nanoTime the clock that deadlines are measured with
 */
record AttemptTimeout(Duration time, LongSupplier nanoTime) {

    /** A claim outlives the request that it covers by this, so that it never ends before the response is stored. */
    private static final Duration LEASE_MARGIN = Duration.ofMillis(500);

    /** {@return the deadline of a request that is of use to its call only} */
    Deadline within(Deadline call) {
        return call.orIn(time);
    }

    /**
     * {@return the deadline of a request that opens a session: it may be later than that of its call, because otherwise each
     * page view with a short deadline would open one more session at a slow service}
     */
    Deadline ofHandshake() {
        return Deadline.in(time, nanoTime);
    }

    boolean isLongerThan(Deadline call) {
        return Durations.saturatedNanos(time) > call.remainingNanos();
    }

    /** {@return how long a claim on a session holds} */
    Duration lease() {
        return Duration.ofNanos(Durations.saturatedNanos(time)).plus(LEASE_MARGIN);
    }
}
