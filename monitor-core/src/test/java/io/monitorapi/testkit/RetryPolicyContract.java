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

/** The contract of a retry policy. Extend it in the test of an implementation. */
public abstract class RetryPolicyContract {

    /** The time of the test. */
    protected final VirtualTime time = new VirtualTime();

    private int attempts;

    /** {@return the policy under test} */
    protected abstract RetryPolicy policy();

    @Test
    void returnsTheResultOfTheFirstAttempt() {
        CompletableFuture<String> result = execute(CompletableFuture.completedFuture("result"));

        assertThat(result).isCompletedWithValue("result");
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

        CompletableFuture<String> result = execute(CompletableFuture.failedFuture(refusal));
        time.advance(Duration.ofHours(1));

        assertThat(failureOf(result)).isSameAs(refusal);
        assertThat(attempts).isEqualTo(1);
    }

    @Test
    void doesNotRetryARefusalOfThisClient() {
        MonitorException saturated =
                MonitorException.builder(Reason.SATURATED).retryable(true).build();

        CompletableFuture<String> result = execute(CompletableFuture.failedFuture(saturated));
        time.advance(Duration.ofHours(1));

        assertThat(failureOf(result)).isSameAs(saturated);
        assertThat(attempts).isEqualTo(1);
    }

    @Test
    void doesNotRetryAnUnknownException() {
        IllegalStateException unknown = new IllegalStateException("unknown");

        CompletableFuture<String> result = execute(CompletableFuture.failedFuture(unknown));
        time.advance(Duration.ofHours(1));

        assertThat(failureOf(result)).isSameAs(unknown);
        assertThat(attempts).isEqualTo(1);
    }

    @Test
    void endsWithTheReasonOfTheLastFailure() {
        CompletableFuture<String> result =
                execute(CompletableFuture.failedFuture(Samples.repeatable(Reason.UNAVAILABLE)));
        time.advance(Duration.ofHours(1));

        assertThat(failureOf(result))
                .isInstanceOfSatisfying(
                        MonitorException.class,
                        failure -> assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE));
    }

    @Test
    void endsWhenAnAttemptThrows() {
        CompletableFuture<String> result = policy().execute(
                        () -> {
                            throw new IllegalStateException("thrown");
                        },
                        scope(Duration.ofHours(1)));
        time.advance(Duration.ofHours(1));

        assertThat(failureOf(result)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void beginsNothingAfterTheDeadline() {
        CompletableFuture<String> result = policy().execute(
                        () -> {
                            attempts++;
                            return CompletableFuture.failedFuture(Samples.repeatable(Reason.UNAVAILABLE));
                        },
                        scope(Duration.ofSeconds(5)));
        time.advance(Duration.ofSeconds(5));
        int inTime = attempts;
        time.advance(Duration.ofHours(1));

        assertThat(result).isCompletedExceptionally();
        assertThat(attempts).isEqualTo(inTime);
    }

    @Test
    void stopsWhenTheCallIsCancelled() {
        CompletableFuture<String> result =
                execute(CompletableFuture.failedFuture(Samples.repeatable(Reason.UNAVAILABLE)));

        result.cancel(true);
        time.advance(Duration.ofHours(1));

        assertThat(attempts).isEqualTo(1);
    }

    @Test
    void keepsTheHistoryOfTheLastFailure() {
        MonitorException earlier = Samples.repeatable(Reason.ACCOUNT_LOADING);
        MonitorException last = Samples.repeatable(Reason.UNAVAILABLE);
        last.addSuppressed(earlier);

        CompletableFuture<String> result =
                policy().execute(() -> CompletableFuture.failedFuture(last), scope(Duration.ofSeconds(1)));
        time.advance(Duration.ofSeconds(1));

        assertThat(failureOf(result).getSuppressed()).containsExactly(earlier);
    }

    @Test
    void endsACallByItsDeadlineWhateverOtherCallsDid() {
        RetryPolicy policy = policy();
        for (int calls = 0; calls < 20; calls++) {
            policy.execute(
                    () -> CompletableFuture.failedFuture(Samples.repeatable(Reason.UNAVAILABLE)),
                    scope(Duration.ofHours(1)));
        }

        CompletableFuture<String> result =
                policy.execute(() -> CompletableFuture.completedFuture("result"), scope(Duration.ofSeconds(5)));
        time.advance(Duration.ofSeconds(5));

        assertThat(result).isDone();
    }

    @Test
    void isNotBlockedByACallThatIsCancelled() {
        RetryPolicy policy = policy();
        CompletableFuture<String> attempt = new CompletableFuture<>();
        CompletableFuture<String> first = policy.execute(() -> attempt, scope(Duration.ofHours(1)));
        first.cancel(true);

        CompletableFuture<String> second =
                policy.execute(() -> CompletableFuture.completedFuture("result"), scope(Duration.ofMinutes(5)));
        time.advance(Duration.ofMinutes(5));

        assertThat(second).isCompletedWithValue("result");
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

    private static Throwable failureOf(CompletableFuture<?> future) {
        assertThat(future).isCompletedExceptionally();
        Throwable failure = future.handle((result, thrown) -> thrown).join();
        return failure instanceof CompletionException ? failure.getCause() : failure;
    }
}
