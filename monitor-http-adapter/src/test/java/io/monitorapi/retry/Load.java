package io.monitorapi.retry;

import io.monitorapi.error.MonitorException;
import io.monitorapi.port.Deadline;
import io.monitorapi.port.MonitorListener;
import io.monitorapi.port.Operation;
import io.monitorapi.port.RetryPolicy;
import io.monitorapi.testkit.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes calls at a steady rate through a policy to a service that responds after 20 ms; records calls and requests. */
final class Load implements MonitorListener {

    private static final long LATENCY = TimeUnit.MILLISECONDS.toNanos(20);

    final List<Duration> requests = new ArrayList<>();
    final List<Ended> ended = new ArrayList<>();
    final List<CircuitChanged> changes = new ArrayList<>();
    private final VirtualTime time;
    private final RetryPolicy policy;
    private final Duration deadline;
    private final Function<Duration, @Nullable MonitorException> service;

    /** Creates a load; the function returns the failure of a request at a given time, or null for a success. */
    Load(
            VirtualTime time,
            RetryPolicy policy,
            Duration deadline,
            Function<Duration, @Nullable MonitorException> service) {
        this.time = time;
        this.policy = policy;
        this.deadline = deadline;
        this.service = service;
    }

    /** The end of a call; its failure is null if it succeeded. */
    record Ended(
            Duration startedAt, Duration endedAt, @Nullable Throwable failure) {

        boolean succeeded() {
            return failure == null;
        }
    }

    Load call() {
        Duration startedAt = now();
        RetryPolicy.Scope scope =
                new RetryPolicy.Scope(1, Operation.GET_ENGAGEMENT, Deadline.in(deadline, time), time, this);
        policy.execute(this::request, scope)
                .whenComplete((result, failure) -> ended.add(new Ended(startedAt, now(), failure)));
        return this;
    }

    Load callsPerSecond(int rate, Duration length) {
        long spacing = TimeUnit.SECONDS.toNanos(1) / rate;
        for (long calls = length.toNanos() / spacing; calls > 0; calls--) {
            call();
            time.advance(Duration.ofNanos(spacing));
        }
        return this;
    }

    private CompletableFuture<String> request() {
        requests.add(now());
        MonitorException failure = service.apply(now());
        CompletableFuture<String> result = new CompletableFuture<>();
        time.schedule(
                () -> failure == null ? result.complete("result") : result.completeExceptionally(failure),
                LATENCY,
                TimeUnit.NANOSECONDS);
        return result;
    }

    Duration now() {
        return Duration.ofNanos(time.getAsLong());
    }

    long succeeded() {
        return ended.stream().filter(Ended::succeeded).count();
    }

    /** {@return the average number of requests per call} */
    double amplification() {
        return (double) requests.size() / ended.size();
    }

    long requestsBetween(Duration from, Duration to) {
        return requests.stream()
                .filter(at -> at.compareTo(from) >= 0 && at.compareTo(to) < 0)
                .count();
    }

    /** {@return the largest number of requests within any interval of this length} */
    long mostRequestsWithin(Duration length) {
        int first = 0;
        int most = 0;
        for (int last = 0; last < requests.size(); last++) {
            while (requests.get(last).minus(length).compareTo(requests.get(first)) >= 0) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }

    @Override
    public void circuitChanged(CircuitChanged event) {
        changes.add(event);
    }
}
