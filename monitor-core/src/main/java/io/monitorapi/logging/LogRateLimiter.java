package io.monitorapi.logging;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Lets one line of each kind through in an interval, and counts those that it keeps back. */
final class LogRateLimiter {

    private final Map<String, Kind> kinds = new ConcurrentHashMap<>();
    private final long interval;
    private final LongSupplier nanoTime;

    LogRateLimiter(Duration interval, LongSupplier nanoTime) {
        this.interval = interval.toNanos();
        this.nanoTime = nanoTime;
    }

    /** How many lines of the kind were kept back since the last one, or empty when this one has to be kept back, too. */
    OptionalLong pass(String kind) {
        return kinds.computeIfAbsent(kind, first -> new Kind()).pass(nanoTime.getAsLong(), interval);
    }

    private static final class Kind {

        private boolean written;
        private long last;
        private long keptBack;

        synchronized OptionalLong pass(long now, long interval) {
            if (written && now - last < interval) {
                keptBack++;
                return OptionalLong.empty();
            }
            long before = keptBack;
            written = true;
            last = now;
            keptBack = 0;
            return OptionalLong.of(before);
        }
    }
}
