package io.monitorapi.retry;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock that stands at the reading of a monotonic clock on which the current decision is made, so that all parts of the
 * decision see the same time. Not thread-safe.
 */
final class SnapshotClock extends Clock {

    private long nanos;

    void set(long nanoTime) {
        nanos = nanoTime;
    }

    long nanos() {
        return nanos;
    }

    @Override
    public Instant instant() {
        return Instant.EPOCH.plusNanos(nanos);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
