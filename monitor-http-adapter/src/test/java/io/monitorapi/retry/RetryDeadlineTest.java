package io.monitorapi.retry;

import static io.monitorapi.retry.ScriptedCall.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.error.RequestException;
import io.monitorapi.port.Deadline;
import io.monitorapi.port.Operation;
import io.monitorapi.port.RetryPolicy;
import io.monitorapi.testkit.Samples;
import io.monitorapi.testkit.VirtualTime;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** No attempt and no pause passes the deadline of the call. */
class RetryDeadlineTest {

    private final VirtualTime time = new VirtualTime();
    private final ScriptedCall call = new ScriptedCall(time);
    private final MonitorException unavailable = Samples.repeatable(Reason.UNAVAILABLE);
    private final Resilience4jRetryPolicy policy =
            Resilience4jRetryPolicy.builder().jitter(0).build();

    @Test
    void doesNotBeginAPauseThatWouldPassTheDeadlineAndSaysSo() {
        CompletableFuture<String> answer = call.thenFails(unavailable).on(policy, Duration.ofMillis(2_999));

        assertThat(failureOf(answer))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("not repeated: the next pause of 3000 ms would pass the deadline")
                .hasMessageContaining(Reason.UNAVAILABLE.advice());
        assertThat(call.retries).isEmpty();
        assertThat(time.pending()).isZero();
    }

    @Test
    void doesNotBeginAPauseThatLeavesNoTime() {
        CompletableFuture<String> answer = call.thenFails(unavailable).on(policy, Duration.ofSeconds(3));

        assertThat(failureOf(answer)).hasMessageContaining("not repeated");
    }

    @Test
    void beginsAPauseThatLeavesTime() {
        call.thenFails(unavailable).on(policy, Duration.ofMillis(3_001));

        time.advance(Duration.ofSeconds(3));

        assertThat(call.attemptsAt).hasSize(2);
    }

    @Test
    void aPauseThatTheServiceAsksForDoesNotPassTheDeadlineEither() {
        CompletableFuture<String> answer = call.thenFails(
                        unavailable.toBuilder().retryAfter(Duration.ofSeconds(20)))
                .on(policy, Duration.ofSeconds(15));

        assertThat(failureOf(answer)).isInstanceOfSatisfying(MonitorException.class, failure -> {
            assertThat(failure).hasMessageContaining("the next pause of 20000 ms");
            assertThat(failure.retryAfter()).contains(Duration.ofSeconds(20));
            assertThat(failure.isRetryable()).isTrue();
        });
    }

    @Test
    void keepsTheOriginOfAFailureThatIsNotRepeated() {
        MonitorException failure = unavailable.toBuilder()
                .cause(new IllegalStateException("behind it"))
                .attempts(2)
                .build();
        failure.addSuppressed(Samples.repeatable(Reason.ACCOUNT_LOADING));

        CompletableFuture<String> answer = call.thenFails(failure).on(policy, Duration.ofSeconds(1));

        assertThat(failureOf(answer))
                .isNotSameAs(failure)
                .hasCause(failure.getCause())
                .hasMessageContaining("attempts 2");
        assertThat(failureOf(answer).getStackTrace()).isEqualTo(failure.getStackTrace());
        assertThat(failureOf(answer).getSuppressed()).isEqualTo(failure.getSuppressed());
    }

    @Test
    void beginsNoAttemptWhenTheSchedulerIsLate() {
        VirtualTime clock = new VirtualTime();
        CompletableFuture<String> answer = policy.execute(
                call.thenFails(unavailable),
                new RetryPolicy.Scope(
                        1, Operation.GET_ENGAGEMENT, Deadline.in(Duration.ofSeconds(5), clock), time, call));

        clock.advance(Duration.ofSeconds(5));
        time.advance(Duration.ofSeconds(3));

        assertThat(call.attemptsAt).hasSize(1);
        assertThat(failureOf(answer)).hasMessageContaining("the scheduler was late");
    }
}
