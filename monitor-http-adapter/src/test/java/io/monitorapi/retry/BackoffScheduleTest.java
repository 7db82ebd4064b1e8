package io.monitorapi.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.testkit.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The length of the delays between attempts. */
class BackoffScheduleTest {

    private final VirtualTime time = new VirtualTime();
    private final ScriptedCall call = new ScriptedCall(time);
    private final Resilience4jRetryPolicy.Builder exact = Resilience4jRetryPolicy.builder()
            .budget(false)
            .circuitBreaker(false)
            .jitter(0)
            .random(() -> 0);

    @Test
    void delaysAsTheServicePublishes() {
        run(exact, failure(Reason.UNAVAILABLE));

        assertThat(call.attemptsAt)
                .extracting(Duration::toMillis)
                .containsExactly(0L, 3_000L, 13_000L, 43_000L, 133_000L);
    }

    @Test
    void delaysAsConfiguredAndUsesTheLastDelayAgain() {
        run(exact.schedule(Duration.ofSeconds(1), Duration.ofSeconds(2)).maxAttempts(5), failure(Reason.UNAVAILABLE));

        assertThat(call.attemptsAt).extracting(Duration::toSeconds).containsExactly(0L, 1L, 3L, 5L, 7L);
    }

    @Test
    void delaysOfLessThanAMillisecondAreRoundedUp() {
        run(exact.schedule(Duration.ofNanos(1)).maxAttempts(3), failure(Reason.UNAVAILABLE));

        assertThat(call.delays()).containsExactly(Duration.ofMillis(1), Duration.ofMillis(1));
    }

    @Test
    void jitterOnlyLengthensADelayAndByNoMoreThanItsShare() {
        Random random = new Random(1);
        run(
                Resilience4jRetryPolicy.builder()
                        .budget(false)
                        .circuitBreaker(false)
                        .schedule(Duration.ofSeconds(10))
                        .maxAttempts(1_001)
                        .random(random::nextDouble),
                failure(Reason.UNAVAILABLE));

        assertThat(call.delays())
                .hasSize(1_000)
                .allSatisfy(delay -> assertThat(delay).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(12)));
        assertThat(call.delays()).anySatisfy(delay -> assertThat(delay).isLessThan(Duration.ofMillis(10_100)));
        assertThat(call.delays()).anySatisfy(delay -> assertThat(delay).isGreaterThan(Duration.ofMillis(11_900)));
    }

    @ParameterizedTest
    @CsvSource({
        "PT7S, 7000",
        "PT2S, 3000",
        "PT0S, 3000",
        "PT-5S, 3000",
        "PT3.000000001S, 3001",
        "PT10M, 600000",
        "PT10M0.001S, 600000",
        "PT87600H, 600000",
        "PT2562047788015H, 600000",
        "PT-2562047788015H, 3000"
    })
    void delaysAsLongAsTheServiceAsksUpToTheLongestRetryAfter(Duration retryAfter, long expectedMillis) {
        run(exact.maxAttempts(2), failure(Reason.UNAVAILABLE).retryAfter(retryAfter));

        assertThat(call.delays()).containsExactly(Duration.ofMillis(expectedMillis));
    }

    @Test
    void theLongestRetryAfterIsConfigurable() {
        run(
                exact.maxAttempts(2).longestRetryAfter(Duration.ofSeconds(20)),
                failure(Reason.UNAVAILABLE).retryAfter(Duration.ofMinutes(5)));

        assertThat(call.delays()).containsExactly(Duration.ofSeconds(20));
    }

    @ParameterizedTest
    @CsvSource({"THROTTLED, 1000", "PROXY_THROTTLED, 1000", "UNAVAILABLE, 10"})
    void delaysAtLeastOneSecondAfterThrottling(Reason reason, long expectedMillis) {
        run(exact.schedule(Duration.ofMillis(10)), failure(reason).retryAfter(Duration.ofMillis(5)));

        assertThat(call.delays()).containsExactly(Duration.ofMillis(expectedMillis));
    }

    @Test
    void retriesAnUnsentRequestQuicklyOnceAndThenOnTheSchedule() {
        run(exact, failure(Reason.CONNECT).sent(Sent.NO));

        assertThat(call.delays()).extracting(Duration::toMillis).containsExactly(50L, 3_000L, 10_000L, 30_000L);
    }

    @ParameterizedTest
    @CsvSource({"0, 50", "0.5, 150", "0.999, 249"})
    void quickRetriesAreSpread(double drawn, long expectedMillis) {
        run(exact.maxAttempts(2).random(() -> drawn), failure(Reason.DNS).sent(Sent.NO));

        assertThat(call.delays()).containsExactly(Duration.ofMillis(expectedMillis));
    }

    @ParameterizedTest
    @EnumSource(value = Sent.class, names = "NO", mode = EnumSource.Mode.EXCLUDE)
    void retriesARequestThatMayHaveBeenSentOnTheSchedule(Sent sent) {
        run(exact.maxAttempts(2), failure(Reason.CONNECTION_LOST).sent(sent));

        assertThat(call.delays()).containsExactly(Duration.ofSeconds(3));
    }

    @Test
    void onlyTheFirstDelayOfACallIsQuick() {
        call.thenFails(failure(Reason.ACCOUNT_LOADING));
        run(exact.maxAttempts(4), failure(Reason.CONNECT).sent(Sent.NO));

        assertThat(call.delays()).extracting(Duration::toSeconds).containsExactly(3L, 10L, 30L);
    }

    @Test
    void quickRetriesCanBeSwitchedOff() {
        run(exact.maxAttempts(2).quickRetry(false), failure(Reason.CONNECT).sent(Sent.NO));

        assertThat(call.delays()).containsExactly(Duration.ofSeconds(3));
    }

    @Test
    void quickRetriesWaitAsLongAsTheServiceAsks() {
        run(exact.maxAttempts(2), failure(Reason.CONNECT).sent(Sent.NO).retryAfter(Duration.ofSeconds(4)));

        assertThat(call.delays()).containsExactly(Duration.ofSeconds(4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT24H0.001S"})
    void rejectsDelaysThatAreNotPositiveOrTooLong(Duration delay) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> exact.schedule(Duration.ofSeconds(1), delay))
                .withMessageContaining("schedule");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> exact.longestRetryAfter(delay))
                .withMessageContaining("longestRetryAfter");
    }

    @Test
    void rejectsAnEmptySchedule() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> exact.schedule(List.of()))
                .withMessageContaining("schedule");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void rejectsJitterOutsideZeroToOne(double jitter) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> exact.jitter(jitter))
                .withMessageContaining("jitter");
    }

    @Test
    void acceptsDelaysUpToOneDayAndJitterUpToTheWholeDelay() {
        run(
                exact.schedule(Duration.ofDays(1)).jitter(1).random(() -> 0.25).longestRetryAfter(Duration.ofDays(1)),
                failure(Reason.UNAVAILABLE));

        assertThat(call.delays()).containsExactly(Duration.ofHours(30));
    }

    @Test
    void aLimitedScheduleKeepsTheShareOfJitter() {
        BackoffSchedule schedule = BackoffSchedule.of(
                List.of(Duration.ofSeconds(3), Duration.ofSeconds(30), Duration.ofSeconds(90)),
                0.2,
                Duration.ofMinutes(10),
                () -> 0.5);

        BackoffSchedule upTo = schedule.upTo(Duration.ofSeconds(30));

        MonitorException failure = failure(Reason.UNAVAILABLE).build();
        assertThat(upTo.millisAfter(1, failure)).isEqualTo(3_300);
        assertThat(upTo.millisAfter(2, failure)).isEqualTo(33_000);
        assertThat(upTo.millisAfter(3, failure)).isEqualTo(33_000);
    }

    @Test
    void rejectsZeroAttempts() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> exact.maxAttempts(0))
                .withMessageContaining("maxAttempts");
    }

    private void run(Resilience4jRetryPolicy.Builder policy, MonitorException.Builder lastFailure) {
        call.thenFails(lastFailure).on(policy.build());
        time.advance(Duration.ofDays(1));
    }

    private static MonitorException.Builder failure(Reason reason) {
        return MonitorException.builder(reason).sent(Sent.YES).retryable(true);
    }
}
