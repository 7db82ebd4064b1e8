package io.monitorapi.retry;

import io.monitorapi.error.MonitorException;
import io.monitorapi.internal.Futures;
import io.monitorapi.port.Deadline;
import io.monitorapi.port.MonitorListener;
import io.monitorapi.port.Operation;
import io.monitorapi.port.RetryPolicy;
import io.monitorapi.testkit.VirtualTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A call whose attempts end as scripted, the last outcome repeated; records when they were made and the events. */
final class ScriptedCall implements Supplier<CompletableFuture<String>>, MonitorListener {

    final List<Duration> attemptsAt = new ArrayList<>();
    final List<RetryScheduled> retries = new ArrayList<>();
    final List<CircuitChanged> changes = new ArrayList<>();
    private final Deque<Supplier<CompletableFuture<String>>> script = new ArrayDeque<>();
    private final VirtualTime time;

    ScriptedCall(VirtualTime time) {
        this.time = time;
    }

    ScriptedCall then(Supplier<CompletableFuture<String>> outcome) {
        script.add(outcome);
        return this;
    }

    ScriptedCall thenFails(Throwable failure) {
        return then(() -> CompletableFuture.failedFuture(failure));
    }

    ScriptedCall thenFails(MonitorException.Builder failure) {
        return then(() -> CompletableFuture.failedFuture(failure.build()));
    }

    ScriptedCall thenThrows(RuntimeException thrown) {
        return then(() -> {
            throw thrown;
        });
    }

    ScriptedCall thenReturns(String result) {
        return then(() -> CompletableFuture.completedFuture(result));
    }

    @Override
    public CompletableFuture<String> get() {
        attemptsAt.add(Duration.ofNanos(time.getAsLong()));
        return (script.size() > 1 ? script.remove() : script.element()).get();
    }

    @Override
    public void retryScheduled(RetryScheduled event) {
        retries.add(event);
    }

    @Override
    public void circuitChanged(CircuitChanged event) {
        changes.add(event);
    }

    CompletableFuture<String> on(RetryPolicy policy) {
        return on(policy, Duration.ofDays(2));
    }

    CompletableFuture<String> on(RetryPolicy policy, Duration deadline) {
        return policy.execute(this, scope(deadline));
    }

    RetryPolicy.Scope scope(Duration deadline) {
        return new RetryPolicy.Scope(1, Operation.GET_ENGAGEMENT, Deadline.in(deadline, time), time, this);
    }

    /** The delays that began, whether or not an attempt followed. */
    List<Duration> delays() {
        return retries.stream().map(RetryScheduled::pause).toList();
    }

    static Throwable failureOf(CompletableFuture<?> ended) {
        return Futures.unwrap(ended.handle((result, thrown) -> thrown).getNow(new AssertionError("still pending")));
    }
}
