package io.monitorapi.spring.outbox;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Repeats an assertion until it holds. */
final class Eventually {

    private static final Duration DEADLINE = Duration.ofMinutes(3);

    private Eventually() {}

    static void eventually(ThrowingCallable assertion) throws Throwable {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (true) {
            try {
                assertion.call();
                return;
            } catch (AssertionError notYet) {
                if (System.nanoTime() > end) {
                    throw notYet;
                }
                LockSupport.parkNanos(20_000_000);
            }
        }
    }
}
