package io.monitorapi.retry;

import static io.monitorapi.retry.ScriptedCall.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.testkit.Samples;
import io.monitorapi.testkit.VirtualTime;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The number of retries that all calls share. */
class RetryBudgetTest {

    private final VirtualTime time = new VirtualTime();
    private final MonitorException unavailable = Samples.repeatable(Reason.UNAVAILABLE);
    private final MonitorException throttled = Samples.repeatable(Reason.THROTTLED);

    @Test
    void permitsThirtyFiveRetries() {
        assertThat(retriesPermitted(new RetryBudget(500, 14), unavailable)).isEqualTo(35);
    }

    @Test
    void permitsMoreRetriesAfterThrottling() {
        assertThat(retriesPermitted(new RetryBudget(500, 14), throttled)).isEqualTo(100);
        assertThat(retriesPermitted(new RetryBudget(500, 4), throttled)).isEqualTo(125);
    }

    @Test
    void takesNoTokensForARetryThatItRejects() {
        RetryBudget budget = new RetryBudget(19, 14);
        assertThat(budget.tryAcquire(unavailable)).isTrue();
        assertThat(budget.tryAcquire(unavailable)).isFalse();

        assertThat(budget.tryAcquire(throttled)).isTrue();
    }

    @Test
    void aSuccessReturnsOneToken() {
        RetryBudget budget = new RetryBudget(14, 14);
        assertThat(budget.tryAcquire(unavailable)).isTrue();

        IntStream.range(0, 13).forEach(success -> budget.succeeded());
        assertThat(budget.tryAcquire(unavailable)).isFalse();
        budget.succeeded();

        assertThat(budget.tryAcquire(unavailable)).isTrue();
    }

    @Test
    void neverHoldsMoreThanItsSize() {
        RetryBudget budget = new RetryBudget(500, 14);
        IntStream.range(0, 1_000).forEach(success -> budget.succeeded());

        assertThat(retriesPermitted(budget, unavailable)).isEqualTo(35);
    }

    @Test
    void permitsNoMoreThanItHoldsWhenManyThreadsRetry() {
        RetryBudget budget = new RetryBudget(5_000, 5);
        AtomicInteger paid = new AtomicInteger();

        IntStream.range(0, 100_000).parallel().forEach(retry -> {
            if (budget.tryAcquire(unavailable)) {
                paid.incrementAndGet();
            }
        });

        assertThat(paid).hasValue(1_000);
    }

    @Test
    void aCallWithoutTokensFailsAtOnceWithItsFailureAndTheReason() {
        MonitorException failure = unavailable.toBuilder().attempts(1).build();
        ScriptedCall call = new ScriptedCall(time).thenFails(failure);

        CompletableFuture<String> result = call.on(policy().budgetSize(13).build());

        assertThat(failureOf(result)).isInstanceOfSatisfying(MonitorException.class, last -> {
            assertThat(last.reason()).isEqualTo(Reason.UNAVAILABLE);
            assertThat(last).hasMessageContaining("not repeated: the retry budget is used up");
            assertThat(last.attempts()).isEqualTo(1);
        });
        assertThat(call.attemptsAt).hasSize(1);
        assertThat(call.retries).isEmpty();
        assertThat(time.pending()).isZero();
    }

    @Test
    void aRetryThatWouldPassTheDeadlineCostsNothing() {
        Resilience4jRetryPolicy policy = policy().budgetSize(14).build();
        new ScriptedCall(time).thenFails(unavailable).on(policy, Duration.ofSeconds(1));

        assertThat(new ScriptedCall(time).thenFails(unavailable).on(policy)).isNotDone();
    }

    @Test
    void firstAttemptsAreFree() {
        Resilience4jRetryPolicy policy = policy().budgetSize(0).build();
        new ScriptedCall(time).thenFails(unavailable).on(policy);

        assertThat(new ScriptedCall(time).thenReturns("result").on(policy)).isCompletedWithValue("result");
    }

    @Test
    void aSuccessfulCallEarnsAToken() {
        Resilience4jRetryPolicy policy = policy().budgetSize(1).retryCost(1).build();
        new ScriptedCall(time).thenFails(unavailable).on(policy);
        assertThat(new ScriptedCall(time).thenFails(unavailable).on(policy)).isDone();

        new ScriptedCall(time).thenReturns("result").on(policy);

        assertThat(new ScriptedCall(time).thenFails(unavailable).on(policy)).isNotDone();
    }

    @Test
    void isSharedByTheCallsOfOnePolicyOnly() {
        Resilience4jRetryPolicy policy = policy().build();
        for (int calls = 0; calls < 35; calls++) {
            assertThat(new ScriptedCall(time).thenFails(unavailable).on(policy)).isNotDone();
        }

        assertThat(new ScriptedCall(time).thenFails(unavailable).on(policy)).isDone();
        assertThat(new ScriptedCall(time).thenFails(unavailable).on(policy().build()))
                .isNotDone();
    }

    @Test
    void retriesThatWaitForTheCircuitBreakerCostNothing() {
        Resilience4jRetryPolicy policy =
                policy().circuitBreaker(true).budgetSize(14).maxAttempts(9).build();
        ScriptedCall call = new ScriptedCall(time).thenFails(unavailable);

        call.on(policy);
        time.advance(Duration.ofHours(1));

        assertThat(call.attemptsAt).hasSize(9);
    }

    @Test
    void canBeSwitchedOff() {
        Resilience4jRetryPolicy policy =
                policy().budget(false).budgetSize(0).maxAttempts(100).build();
        ScriptedCall call = new ScriptedCall(time).thenFails(unavailable);

        call.on(policy);
        time.advance(Duration.ofHours(24));

        assertThat(call.attemptsAt).hasSize(100);
    }

    @Test
    void rejectsSettingsOutOfRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> policy().budgetSize(-1))
                .withMessageContaining("budgetSize");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> policy().retryCost(0))
                .withMessageContaining("retryCost");
    }

    private static Resilience4jRetryPolicy.Builder policy() {
        return Resilience4jRetryPolicy.builder().circuitBreaker(false).jitter(0);
    }

    private static int retriesPermitted(RetryBudget budget, MonitorException failure) {
        int paid = 0;
        while (budget.tryAcquire(failure)) {
            paid++;
        }
        return paid;
    }
}
