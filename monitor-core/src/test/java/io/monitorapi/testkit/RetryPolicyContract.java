package io.monitorapi.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.port.Deadline;
import io.monitorapi.port.MonitorListener;
import io.monitorapi.port.Operation;
import io.monitorapi.port.RetryPolicy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** What every retry policy promises; extend it in the test of yours. */
public abstract class RetryPolicyContract {

    /** The time of the test. */
    protected final VirtualTime time = new VirtualTime();

    private int attempts;

    /** {@return the policy under test} */
    protected abstract RetryPolicy policy();

    @Test
    void returnsTheResultOfTheFirstAttempt() {
        CompletableFuture<String> answer = execute(CompletableFuture.completedFuture("answer"));

        assertThat(answer).isCompletedWithValue("answer");
        assertThat(attempts).isEqualTo(1);
    }

    @Test
    void makesTheFirstAttemptOnTheCallingThread() {
        CompletableFuture<Thread> thread = policy().execute(
                        () -> CompletableFuture.completedFuture(Thread.currentThread()), scope(Duration.ofHours(1)));

        assertThat(thread).isCompletedWithValue(Thread.currentThread());
    }

    @Test
    void doesNotRetryAFailureThatIsNotRetryable() {
        MonitorException refusal =
                MonitorException.builder(Reason.INVALID_REQUEST).sent(Sent.YES).build();

        CompletableFuture<String> answer = execute(CompletableFuture.failedFuture(refusal));
        time.advance(Duration.ofHours(1));

        assertThat(failureOf(answer)).isSameAs(refusal);
        assertThat(attempts).isEqualTo(1);
    }

    @Test
    void doesNotRetryARefusalOfThisClient() {
        MonitorException saturated =
                MonitorException.builder(Reason.SATURATED).retryable(true).build();

        CompletableFuture<String> answer = execute(CompletableFuture.failedFuture(saturated));
        time.advance(Duration.ofHours(1));

        assertThat(failureOf(answer)).isSameAs(saturated);
        assertThat(attempts).isEqualTo(1);
    }

    @Test
    void doesNotRetryAnUnknownException() {
        IllegalStateException unknown = new IllegalStateException("unknown");

        CompletableFuture<String> answer = execute(CompletableFuture.failedFuture(unknown));
        time.advance(Duration.ofHours(1));

        assertThat(failureOf(answer)).isSameAs(unknown);
        assertThat(attempts).isEqualTo(1);
    }

    @Test
    void endsWithTheReasonOfTheLastFailure() {
        CompletableFuture<String> answer =
                execute(CompletableFuture.failedFuture(Samples.repeatable(Reason.UNAVAILABLE)));
        time.advance(Duration.ofHours(1));

        assertThat(failureOf(answer))
                .isInstanceOfSatisfying(
                        MonitorException.class,
                        failure -> assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE));
    }

    @Test
    void endsWhenAnAttemptThrows() {
        CompletableFuture<String> answer = policy().execute(
                        () -> {
                            throw new IllegalStateException("thrown");
                        },
                        scope(Duration.ofHours(1)));
        time.advance(Duration.ofHours(1));

        assertThat(failureOf(answer)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void beginsNothingAfterTheDeadline() {
        CompletableFuture<String> answer = policy().execute(
                        () -> {
                            attempts++;
                            return CompletableFuture.failedFuture(Samples.repeatable(Reason.UNAVAILABLE));
                        },
                        scope(Duration.ofSeconds(5)));
        time.advance(Duration.ofSeconds(5));
        int inTime = attempts;
        time.advance(Duration.ofHours(1));

        assertThat(answer).isCompletedExceptionally();
        assertThat(attempts).isEqualTo(inTime);
    }

    @Test
    void stopsWhenTheCallIsCancelled() {
        CompletableFuture<String> answer =
                execute(CompletableFuture.failedFuture(Samples.repeatable(Reason.UNAVAILABLE)));

        answer.cancel(true);
        time.advance(Duration.ofHours(1));

        assertThat(attempts).isEqualTo(1);
    }

    @Test
    void keepsTheHistoryOfTheLastFailure() {
        MonitorException earlier = Samples.repeatable(Reason.ACCOUNT_LOADING);
        MonitorException last = Samples.repeatable(Reason.UNAVAILABLE);
        last.addSuppressed(earlier);

        CompletableFuture<String> answer =
                policy().execute(() -> CompletableFuture.failedFuture(last), scope(Duration.ofSeconds(1)));
        time.advance(Duration.ofSeconds(1));

        assertThat(failureOf(answer).getSuppressed()).containsExactly(earlier);
    }

    @Test
    void endsACallByItsDeadlineWhateverOtherCallsDid() {
        RetryPolicy policy = policy();
        for (int calls = 0; calls < 20; calls++) {
            policy.execute(
                    () -> CompletableFuture.failedFuture(Samples.repeatable(Reason.UNAVAILABLE)),
                    scope(Duration.ofHours(1)));
        }

        CompletableFuture<String> answer =
                policy.execute(() -> CompletableFuture.completedFuture("answer"), scope(Duration.ofSeconds(5)));
        time.advance(Duration.ofSeconds(5));

        assertThat(answer).isDone();
    }

    @Test
    void isNotBlockedByACallThatIsCancelled() {
        RetryPolicy policy = policy();
        CompletableFuture<String> attempt = new CompletableFuture<>();
        CompletableFuture<String> first = policy.execute(() -> attempt, scope(Duration.ofHours(1)));
        first.cancel(true);

        CompletableFuture<String> second =
                policy.execute(() -> CompletableFuture.completedFuture("answer"), scope(Duration.ofMinutes(5)));
        time.advance(Duration.ofMinutes(5));

        assertThat(second).isCompletedWithValue("answer");
    }

    private CompletableFuture<String> execute(CompletableFuture<String> always) {
        return policy().execute(
                        () -> {
                            attempts++;
                            return always;
                        },
                        scope(Duration.ofHours(1)));
    }

    private RetryPolicy.Scope scope(Duration deadline) {
        return new RetryPolicy.Scope(
                1, Operation.GET_ENGAGEMENT, Deadline.in(deadline, time), time, new MonitorListener() {});
    }

    private static Throwable failureOf(CompletableFuture<?> answer) {
        assertThat(answer).isCompletedExceptionally();
        Throwable failure = answer.handle((result, thrown) -> thrown).join();
        return failure instanceof CompletionException ? failure.getCause() : failure;
    }
}
