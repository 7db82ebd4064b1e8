package io.monitorapi.engine;

import io.monitorapi.error.Reason;
import io.monitorapi.internal.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Refuses new calls and ends those in flight, after a grace period in which they may complete. */
final class Shutdown {

    private final Duration grace;
    private final ClientExecutors executors;
    private final Set<Call<?>> inFlight = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CountDownLatch idle = new CountDownLatch(1);

    Shutdown(Duration grace, ClientExecutors executors) {
        this.grace = grace;
        this.executors = executors;
    }

    boolean hasBegun() {
        return begun.get();
    }

    /** Must run before the call starts. */
    void register(Call<?> call) {
        inFlight.add(call);
        call.completion().afterCompletion(() -> {
            inFlight.remove(call);
            releaseIfIdle();
        });
    }

    /** Waits for the calls in flight, unless this is a callback: then a call may itself wait for this method to return. */
    void begin() {
        if (begun.getAndSet(true)) {
            return;
        }
        releaseIfIdle();
        if (CallbackThreadMarker.isRunning()) {
            executors.start(this::end);
        } else {
            end();
        }
    }

    private void releaseIfIdle() {
        if (hasBegun() && inFlight.isEmpty()) {
            idle.countDown();
        }
    }

    private void end() {
        try {
            idle.await(Durations.saturatedMillis(grace), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        // All calls fail with CLOSED before a cancelled request can fail the calls that wait for its session.
        List<Call<?>> ended = List.copyOf(inFlight);
        ended.forEach(call -> call.completion().fail(Reason.CLOSED));
        ended.forEach(call -> call.completion().cancelRequests());
        executors.close();
    }
}
