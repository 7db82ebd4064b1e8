package io.monitorapi.retry;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/** Counts the attempts of each second, to know how many are normal. */
final class Traffic {

    private static final int SECONDS = 10;

    /** One entry a second, used again after ten: which second it is in the upper half, its attempts in the lower. */
    private final AtomicLongArray seconds = new AtomicLongArray(SECONDS);

    void count(long nanoTime) {
        long second = second(nanoTime);
        seconds.accumulateAndGet(Math.floorMod(second, SECONDS), second << 32 | 1, Traffic::added);
    }

    /** {@return how many attempts the busiest of the last ten seconds had} */
    int busiestSecond(long nanoTime) {
        int now = (int) second(nanoTime);
        int most = 0;
        for (int entry = 0; entry < SECONDS; entry++) {
            long counted = seconds.get(entry);
            if (now - (int) (counted >> 32) < SECONDS) {
                most = Math.max(most, (int) counted);
            }
        }
        return most;
    }

    private static long second(long nanoTime) {
        return Math.floorDiv(nanoTime, TimeUnit.SECONDS.toNanos(1));
    }

    private static long added(long counted, long one) {
        return counted >> 32 == one >> 32 ? counted + 1 : one;
    }
}
