package io.monitorapi.memory;

import io.monitorapi.port.MonitorListener;
import io.monitorapi.port.MonitorListener.ClockSkewed;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Notifies the listener, at most once a minute, while the clocks of this node and of the store differ by more than a minute. */
final class ClockSkewDetector {

    private static final Duration TOLERANCE = Duration.ofMinutes(1);
    private static final long PAUSE_NANOS = Duration.ofMinutes(1).toNanos();

    private final MonitorListener listener;
    private final LongSupplier nanoTime;
    private final AtomicLong nextNotification;

    ClockSkewDetector(MonitorListener listener, LongSupplier nanoTime) {
        this.listener = listener;
        this.nanoTime = nanoTime;
        this.nextNotification = new AtomicLong(nanoTime.getAsLong());
    }

    void check(Duration skew) {
        if (skew.abs().compareTo(TOLERANCE) <= 0) {
            return;
        }
        long now = nanoTime.getAsLong();
        long next = nextNotification.get();
        if (now - next >= 0 && nextNotification.compareAndSet(next, now + PAUSE_NANOS)) {
            listener.clockSkewed(new ClockSkewed(skew));
        }
    }
}
