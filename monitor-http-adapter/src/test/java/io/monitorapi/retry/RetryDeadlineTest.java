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

/** No attempt and no delay passes the deadline of the call. */
class RetryDeadlineTest {

    private final VirtualTime time = new VirtualTime();
    private final ScriptedCall call = new ScriptedCall(time);
    private final MonitorException unavailable = Samples.repeatable(Reason.UNAVAILABLE);
    private final Resilience4jRetryPolicy policy =
            Resilience4jRetryPolicy.builder().jitter(0).build();

    @Test
    void doesNotBeginADelayThatWouldPassTheDeadlineAndSaysSo() {
        CompletableFuture<String> result = call.thenFails(unavailable).on(policy, Duration.ofMillis(2_999));

        assertThat(failureOf(result))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("not repeated: the next delay of 3000 ms would pass the deadline")
                .hasMessageContaining(Reason.UNAVAILABLE.advice());
        assertThat(call.retries).isEmpty();
        assertThat(time.pending()).isZero();
    }

    @Test
    void doesNotBeginADelayThatLeavesNoTime() {
        CompletableFuture<String> result = call.thenFails(unavailable).on(policy, Duration.ofSeconds(3));

        assertThat(failureOf(result)).hasMessageContaining("not repeated");
    }

    @Test
    void beginsADelayThatLeavesTime() {
        call.thenFails(unavailable).on(policy, Duration.ofMillis(3_001));

        time.advance(Duration.ofSeconds(3));

        assertThat(call.attemptsAt).hasSize(2);
    }

    @Test
    void aRetryAfterThatWouldPassTheDeadlineEndsTheCall() {
        CompletableFuture<String> result = call.thenFails(
                        unavailable.toBuilder().retryAfter(Duration.ofSeconds(20)))
                .on(policy, Duration.ofSeconds(15));

        assertThat(failureOf(result)).isInstanceOfSatisfying(MonitorException.class, failure -> {
            assertThat(failure).hasMessageContaining("the next delay of 20000 ms");
            assertThat(failure.retryAfter()).contains(Duration.ofSeconds(20));
            assertThat(failure.isRetryable()).isTrue();
        });
    }

    @Test
    void keepsTheCauseAndStackTraceOfAFailureThatIsNotRetried() {
        MonitorException failure = unavailable.toBuilder()
                .cause(new IllegalStateException("behind it"))
                .attempts(2)
                .build();
        failure.addSuppressed(Samples.repeatable(Reason.ACCOUNT_LOADING));

        CompletableFuture<String> result = call.thenFails(failure).on(policy, Duration.ofSeconds(1));

        assertThat(failureOf(result))
                .isNotSameAs(failure)
                .hasCause(failure.getCause())
                .hasMessageContaining("attempts 2");
        assertThat(failureOf(result).getStackTrace()).isEqualTo(failure.getStackTrace());
        assertThat(failureOf(result).getSuppressed()).isEqualTo(failure.getSuppressed());
    }

    @Test
    void beginsNoAttemptWhenTheSchedulerIsLate() {
        VirtualTime clock = new VirtualTime();
        CompletableFuture<String> result = policy.execute(
                call.thenFails(unavailable),
                new RetryPolicy.Scope(
                        1, Operation.GET_ENGAGEMENT, Deadline.in(Duration.ofSeconds(5), clock), time, call));

        clock.advance(Duration.ofSeconds(5));
        time.advance(Duration.ofSeconds(3));

        assertThat(call.attemptsAt).hasSize(1);
        assertThat(failureOf(result)).hasMessageContaining("the scheduler was late");
    }
}
