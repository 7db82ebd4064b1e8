package io.monitorapi.retry;

import java.util.concurrent.TimeUnit;

/**
 * Lets calls through one after the other when the service is back, at twice the normal rate, so that the crowd that waited
 * does not bring it down again. A release that takes longer than it should shows that more is normal than was seen before,
 * which is so when the trouble was there from the beginning. Not safe for use by several threads at once.
 */
final class Release {

    /** So many seconds' worth of the normal traffic may wait: half of a release's places are left to newcomers. */
    private static final int SECONDS = 5;

    private final int leastNormal;
    private final Traffic traffic;
    private int normal;
    private boolean underWay;
    private long next;
    private long shouldBeOver;

    /** Takes a rate for normal at least that is harmless to any service. */
    Release(int leastNormal, Traffic traffic) {
        this.leastNormal = leastNormal;
        this.normal = leastNormal;
        this.traffic = traffic;
    }

    /** Remembers what was normal before the trouble; a release that it cuts short was not. */
    void interrupt(long now) {
        if (isOver(now)) {
            normal = Math.max(leastNormal, traffic.busiestSecond(now));
        }
        underWay = false;
    }

    void begin(long now) {
        underWay = true;
        next = now + spacing();
        shouldBeOver = now + TimeUnit.SECONDS.toNanos(SECONDS);
    }

    boolean isOver(long now) {
        return !underWay || next - now <= 0;
    }

    long untilNext(long now) {
        return next - now;
    }

    void takeNext(long now) {
        if (shouldBeOver - now < 0) {
            normal *= 2;
            shouldBeOver = now + TimeUnit.SECONDS.toNanos(SECONDS);
        }
        next += spacing();
    }

    /** {@return how many calls may wait, so that all of them are through in a few seconds} */
    int room() {
        return SECONDS * normal;
    }

    private long spacing() {
        return TimeUnit.SECONDS.toNanos(1) / (2L * normal);
    }
}
