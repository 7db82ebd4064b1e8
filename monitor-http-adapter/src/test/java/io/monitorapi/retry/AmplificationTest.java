package io.monitorapi.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.testkit.VirtualTime;
import java.time.Duration;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The number of requests per call in an outage: with the budget, with the circuit breaker, with both and with neither. */
@Tag("long")
class AmplificationTest {

    private static final Duration OUTAGE = Duration.ofSeconds(600);
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    private final VirtualTime time = new VirtualTime();
    private final Random random = new Random(1);

    @ParameterizedTest
    @CsvSource({"1, UNAVAILABLE", "10, UNAVAILABLE", "100, UNAVAILABLE", "1, CONNECT", "10, CONNECT", "100, CONNECT"})
    void theBudgetAloneBoundsAnOutage(int rate, Reason reason) {
        Load load = outage(policy().circuitBreaker(false), rate, reason);

        print("budget alone", rate, reason, load);
        assertThat(load.requests.size() - load.ended.size()).isPositive().isLessThanOrEqualTo(35);
        assertThat(load.amplification()).isLessThanOrEqualTo(1.10);
    }

    @ParameterizedTest
    @CsvSource({"1, UNAVAILABLE", "10, UNAVAILABLE", "100, UNAVAILABLE", "1, CONNECT", "10, CONNECT", "100, CONNECT"})
    void theCircuitBreakerAloneBoundsAnOutage(int rate, Reason reason) {
        Load load = outage(policy().budget(false), rate, reason);

        print("circuit breaker alone", rate, reason, load);
        assertThat(load.amplification()).isLessThanOrEqualTo(1.10);
    }

    @ParameterizedTest
    @CsvSource({"1, UNAVAILABLE", "10, UNAVAILABLE", "1, CONNECT", "10, CONNECT"})
    void withoutEitherAnOutageMultipliesRequests(int rate, Reason reason) {
        Load load = outage(policy().budget(false).circuitBreaker(false), rate, reason);

        print("neither", rate, reason, load);
        assertThat(load.amplification()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void retriesAfterThrottlingAreCheaperAndBounded() {
        Load load = outage(policy().circuitBreaker(false), 10, Reason.THROTTLED);

        print("budget alone", 10, Reason.THROTTLED, load);
        assertThat(load.requests.size() - load.ended.size()).isEqualTo(100);
        assertThat(load.amplification()).isLessThanOrEqualTo(1.10);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 20, 100})
    void theBudgetAloneBoundsRetriesWhenHalfOfTheResponsesFail(int rate) {
        Load load = mixed(policy().circuitBreaker(false), rate);

        printMixed("budget alone", rate, load);
        assertThat(load.mostRequestsWithin(TEN_SECONDS)).isLessThanOrEqualTo(15L * rate);
        assertThat(load.mostRequestsWithin(MINUTE)).isLessThanOrEqualTo(66L * rate);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 20})
    void budgetAndCircuitBreakerBoundRetriesWhenHalfOfTheResponsesFail(int rate) {
        Load load = mixed(policy(), rate);

        printMixed("budget and circuit breaker", rate, load);
        assertThat(load.amplification()).isLessThanOrEqualTo(1.25);
    }

    @Test
    void withoutEitherRequestsMultiplyWhenHalfOfTheResponsesFail() {
        Load load = mixed(policy().budget(false).circuitBreaker(false), 10);

        printMixed("neither", 10, load);
        assertThat(load.mostRequestsWithin(TEN_SECONDS)).isGreaterThan(150);
        assertThat(load.mostRequestsWithin(MINUTE)).isGreaterThan(660);
    }

    private Load outage(Resilience4jRetryPolicy.Builder policy, int rate, Reason reason) {
        Sent sent = reason == Reason.CONNECT ? Sent.NO : Sent.YES;
        return load(
                policy,
                rate,
                at -> MonitorException.builder(reason)
                        .sent(sent)
                        .retryable(true)
                        .build());
    }

    private Load mixed(Resilience4jRetryPolicy.Builder policy, int rate) {
        MonitorException failure = MonitorException.builder(Reason.SERVER_ERROR)
                .sent(Sent.YES)
                .retryable(true)
                .build();
        return load(policy, rate, at -> random.nextBoolean() ? failure : null);
    }

    private Load load(
            Resilience4jRetryPolicy.Builder policy, int rate, Function<Duration, @Nullable MonitorException> service) {
        Load load = new Load(time, policy.build(), DEADLINE, service).callsPerSecond(rate, OUTAGE);
        time.advance(DEADLINE);
        return load;
    }

    private Resilience4jRetryPolicy.Builder policy() {
        return Resilience4jRetryPolicy.builder().random(random::nextDouble);
    }

    private static void print(String bounds, int rate, Reason reason, Load load) {
        System.out.printf(
                "Outage of 600 s, %s, %d calls a second, %s: %d calls, %d requests, %.3f requests a call%n",
                reason, rate, bounds, load.ended.size(), load.requests.size(), load.amplification());
    }

    private static void printMixed(String bounds, int rate, Load load) {
        System.out.printf(
                "Every other response is 500, %d calls a second, %s: %.3f requests a call, %.2f in the busiest 10 s, %.3f"
                        + " in the busiest minute, %.1f %% of calls succeed%n",
                rate,
                bounds,
                load.amplification(),
                load.mostRequestsWithin(TEN_SECONDS) / 10.0 / rate,
                load.mostRequestsWithin(MINUTE) / 60.0 / rate,
                100.0 * load.succeeded() / load.ended.size());
    }
}
