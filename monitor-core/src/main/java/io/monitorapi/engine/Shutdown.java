package io.monitorapi.engine;

import io.monitorapi.error.Reason;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Knows the calls under way, and ends them: they are left some time to end by themselves, and no new one begins. */
final class Shutdown {

    private final Duration grace;
    private final ClientExecutors threads;
    private final Set<Call<?>> open = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CountDownLatch quiet = new CountDownLatch(1);

    Shutdown(Duration grace, ClientExecutors threads) {
        this.grace = grace;
        this.threads = threads;
    }

    boolean hasBegun() {
        return begun.get();
    }

    /** A call begins. */
    void watch(Call<?> call) {
        open.add(call);
        call.ending().afterwards(() -> {
            open.remove(call);
            tellIfQuiet();
        });
    }

    /** Waits for the calls under way, unless one of them may be what waits for this to return. */
    void begin() {
        if (begun.getAndSet(true)) {
            return;
        }
        tellIfQuiet();
        if (CallbackScope.isRunning()) {
            threads.start(this::end);
        } else {
            end();
        }
    }

    private void tellIfQuiet() {
        if (hasBegun() && open.isEmpty()) {
            quiet.countDown();
        }
    }

    private void end() {
        try {
            quiet.await(grace.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        open.forEach(call -> call.ending().giveUp(Reason.CLOSED));
        threads.close();
    }
}
