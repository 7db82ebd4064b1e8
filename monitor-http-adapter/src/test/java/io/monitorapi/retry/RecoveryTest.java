package io.monitorapi.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.port.MonitorListener.CircuitChanged;
import io.monitorapi.testkit.Samples;
import io.monitorapi.testkit.VirtualTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A service that comes back is not brought down again by those who waited for it. */
class RecoveryTest {

    private static final Duration CALM = Duration.ofSeconds(20);
    private static final Duration OUTAGE_ENDS = Duration.ofSeconds(80);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final VirtualTime time = new VirtualTime();
    private final MonitorException unavailable = Samples.repeatable(Reason.UNAVAILABLE);

    @ParameterizedTest
    @ValueSource(ints = {10, 20, 100, 500})
    void callsSucceedSoonAfterTheFirstProbeAndNoSecondIsTwiceAsBusyAsNormal(int rate) {
        Load load = outage(Resilience4jRetryPolicy.builder(), rate);

        Duration back = firstSuccessAfterTheOutage(load);
        Waiting waiting = Waiting.of(load, back);
        System.out.printf(
                "Recovery, %d calls a second: %d of %d calls within 5 s of the first successful probe, busiest second %d%n",
                rate, waiting.inTime(), waiting.all(), load.busiest(SECOND));
        assertThat(waiting.all()).isGreaterThan(4L * rate);
        assertThat(waiting.inTime()).isGreaterThanOrEqualTo(Math.round(0.95 * waiting.all()));
        assertThat(load.busiest(SECOND)).isLessThanOrEqualTo(2L * rate);
        assertThat(load.changes)
                .containsExactly(new CircuitChanged(false, Reason.UNAVAILABLE), new CircuitChanged(true, null));
    }

    @Test
    void everyCallThatIsMadeLaterSucceeds() {
        Load load = outage(Resilience4jRetryPolicy.builder(), 20);

        Duration back = firstSuccessAfterTheOutage(load);
        assertThat(load.ended)
                .filteredOn(call -> call.begun().compareTo(back) >= 0)
                .hasSizeGreaterThan(100)
                .allMatch(Load.Ended::succeeded);
    }

    @Test
    void aReleaseOfAllAtOnceIsCaught() {
        Load load = outage(Resilience4jRetryPolicy.builder().leastNormalRate(1_000_000), 20);

        System.out.printf(
                "Recovery, 20 calls a second, all released at once: busiest second %d%n", load.busiest(SECOND));
        assertThat(load.busiest(SECOND)).isGreaterThan(40);
    }

    @Test
    void aServiceThatFailsAgainIsNotAskedMoreThanTwiceAsOftenEither() {
        Load load = new Load(time, policy(Resilience4jRetryPolicy.builder()), Duration.ofSeconds(15), at -> {
            long second = at.toSeconds();
            return second >= 20 && second < 24 || second >= 25 && second < 33 || second == 34 ? unavailable : null;
        });

        load.callsPerSecond(20, Duration.ofSeconds(80));

        System.out.printf(
                "A service that fails three times, 20 calls a second: busiest second %d%n", load.busiest(SECOND));
        assertThat(load.changes).hasSizeGreaterThanOrEqualTo(4);
        assertThat(load.busiest(SECOND)).isLessThanOrEqualTo(40);
    }

    @Test
    void moreTrafficThanWasSeenBeforeTheOutageIsNotHeldBackForLong() {
        Load load = new Load(
                time,
                policy(Resilience4jRetryPolicy.builder()),
                Duration.ofSeconds(15),
                at -> at.toSeconds() < 2 ? unavailable : null);

        load.callsPerSecond(200, Duration.ofSeconds(60));
        time.advance(Duration.ofSeconds(15));

        Duration lastTurnedAway = load.ended.stream()
                .filter(call -> !call.succeeded())
                .map(Load.Ended::begun)
                .max(Duration::compareTo)
                .orElseThrow();
        System.out.printf(
                "In trouble from the first call on for 2 s, 200 calls a second: the last call is turned away after %d s,"
                        + " busiest second %d%n",
                lastTurnedAway.toSeconds(), load.busiest(SECOND));
        assertThat(lastTurnedAway).isLessThan(Duration.ofSeconds(25));
        assertThat(load.busiest(SECOND)).isLessThanOrEqualTo(500);
    }

    private Load outage(Resilience4jRetryPolicy.Builder policy, int rate) {
        Load load = new Load(
                time,
                policy(policy),
                Duration.ofSeconds(15),
                at -> at.compareTo(CALM) < 0 || at.compareTo(OUTAGE_ENDS) >= 0 ? null : unavailable);
        return load.callsPerSecond(rate, Duration.ofSeconds(120));
    }

    private static Resilience4jRetryPolicy policy(Resilience4jRetryPolicy.Builder policy) {
        return policy.jitter(0).build();
    }

    private static Duration firstSuccessAfterTheOutage(Load load) {
        return load.ended.stream()
                .filter(call -> call.succeeded() && call.at().compareTo(OUTAGE_ENDS) >= 0)
                .findFirst()
                .orElseThrow()
                .at();
    }

    /** The calls that were waiting when the service came back or were made in the half of five seconds after it. */
    private record Waiting(long all, long inTime) {

        static Waiting of(Load load, Duration back) {
            Duration inTime = back.plusSeconds(5);
            Duration made = back.plusMillis(2_500);
            var calls = load.ended.stream()
                    .filter(call ->
                            call.at().compareTo(back) >= 0 && call.begun().compareTo(made) < 0)
                    .toList();
            return new Waiting(
                    calls.size(),
                    calls.stream()
                            .filter(call -> call.succeeded() && call.at().compareTo(inTime) <= 0)
                            .count());
        }
    }
}
