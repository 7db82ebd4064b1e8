package io.monitorapi;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Lets one line of each kind through in a minute, and counts those that it keeps back. */
final class RareLines {

    private static final long SILENCE = Duration.ofSeconds(60).toNanos();

    private final Map<String, Kind> kinds = new ConcurrentHashMap<>();
    private final LongSupplier nanoTime;

    RareLines(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** How many lines of the kind were kept back since the last one, or empty when this one has to be kept back, too. */
    OptionalLong pass(String kind) {
        return kinds.computeIfAbsent(kind, first -> new Kind()).pass(nanoTime.getAsLong());
    }

    private static final class Kind {

        private boolean written;
        private long last;
        private long keptBack;

        synchronized OptionalLong pass(long now) {
            if (written && now - last < SILENCE) {
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
