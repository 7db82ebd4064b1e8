package io.monitorapi.retry;

import io.monitorapi.testkit.VirtualTime;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Virtual time that advances with each reading, as a real clock does. */
final class AdvancingClock implements LongSupplier {

    private final VirtualTime time;
    private final long nanosPerReading;
    private final AtomicLong readings = new AtomicLong();

    AdvancingClock(VirtualTime time, long nanosPerReading) {
        this.time = time;
        this.nanosPerReading = nanosPerReading;
    }

    @Override
    public long getAsLong() {
        return time.getAsLong() + readings.incrementAndGet() * nanosPerReading;
    }
}
