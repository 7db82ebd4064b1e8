package io.monitorapi.logging;

import io.monitorapi.internal.Durations;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Permits one line of each kind per interval and counts the suppressed ones. */
final class LogRateLimiter {

    private final Map<String, Kind> kinds = new ConcurrentHashMap<>();
    private final long interval;
    private final LongSupplier nanoTime;

    LogRateLimiter(Duration interval, LongSupplier nanoTime) {
        this.interval = Durations.saturatedNanos(interval);
        this.nanoTime = nanoTime;
    }

    /** {@return the number of suppressed lines of the kind since the last one, empty if this one is suppressed too} */
    OptionalLong tryAcquire(String kind) {
        return kinds.computeIfAbsent(kind, first -> new Kind()).tryAcquire(nanoTime.getAsLong(), interval);
    }

    private static final class Kind {

        private boolean written;
        private long last;
        private long suppressed;

        synchronized OptionalLong tryAcquire(long now, long interval) {
            if (written && now - last < interval) {
                suppressed++;
                return OptionalLong.empty();
            }
            long before = suppressed;
            written = true;
            last = now;
            suppressed = 0;
            return OptionalLong.of(before);
        }
    }
}
