package io.monitorapi.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that can be moved forward. Safe for use by any thread. */
final class AdjustableClock implements InstantSource {

    private final InstantSource base;
    private Duration offset = Duration.ZERO;

    AdjustableClock(InstantSource base) {
        this.base = base;
    }

    @Override
    public synchronized Instant instant() {
        return base.instant().plus(offset);
    }

    synchronized void advance(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("time must not be negative, but is " + time);
        }
        offset = offset.plus(time);
    }

    synchronized void reset() {
        offset = Duration.ZERO;
    }
}
