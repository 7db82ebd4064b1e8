package io.monitorapi.spring;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.monitorapi.error.MonitorException;
import io.monitorapi.port.RetryPolicy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Notes each attempt in the observation of its call, as far as the call's thread leads to it. */
final class ObservedRetryPolicy implements RetryPolicy {

    private final RetryPolicy policy;
    private final ObservationRegistry registry;

    ObservedRetryPolicy(RetryPolicy policy, ObservationRegistry registry) {
        this.policy = policy;
        this.registry = registry;
    }

    @Override
    public <T> CompletableFuture<T> execute(Supplier<CompletableFuture<T>> attempt, Scope scope) {
        Observation call = registry.getCurrentObservation();
        if (call == null || !(call.getContextView() instanceof MonitorObservationContext)) {
            return policy.execute(attempt, scope);
        }
        AtomicInteger attempts = new AtomicInteger();
        return policy.execute(
                () -> {
                    int number = attempts.incrementAndGet();
                    CompletableFuture<T> answer = attempt.get();
                    answer.whenComplete((done, failure) -> call.event(event(number, failure)));
                    return answer;
                },
                scope);
    }

    private static Observation.Event event(int number, Throwable failure) {
        if (failure == null) {
            return Observation.Event.of("attempt.succeeded", "attempt " + number + " succeeded");
        }
        Throwable known =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        String why = known instanceof MonitorException monitor
                ? monitor.reason().name()
                : known.getClass().getSimpleName();
        return Observation.Event.of("attempt.failed", "attempt " + number + " failed: " + why);
    }
}
