package io.monitorapi.availability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.monitorapi.availability.AvailabilityState.Known;
import io.monitorapi.availability.AvailabilityState.Looking;
import io.monitorapi.availability.AvailabilityState.Stale;
import io.monitorapi.engagement.Engagement;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.engagement.EngagementStatus;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.session.Visitor;
import io.monitorapi.testkit.Samples;
import io.monitorapi.testkit.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one watch asks, and what it tells. */
class WatchTest {

    private static final Duration INTERVAL = Duration.ofSeconds(30);

    private final VirtualTime time = new VirtualTime();
    private final ScriptedService service = new ScriptedService(time);
    private final Availability availability = Availability.builder(service)
            .time(time, time, time)
            .executor(Runnable::run)
            .random(() -> 0.5)
            .build();
    private final List<AvailabilityState> told = new ArrayList<>();

    @AfterEach
    void close() {
        availability.close();
    }

    private Watch watch(WatchOptions options) {
        return availability.watch(Samples.visitor(), EngagementRequest.empty(), options, told::add);
    }

    private Watch watch() {
        Watch watch = availability.watch(Samples.visitor(), EngagementRequest.empty(), told::add);
        time.advance(Duration.ZERO);
        return watch;
    }

    @Test
    void looksUntilTheFirstAnswerComes() {
        CompletableFuture<EngagementResult> answer = new CompletableFuture<>();
        service.answersWith(answer);
        Watch watch = watch();
        assertThat(watch.state()).isInstanceOf(Looking.class);
        assertThat(watch.state().lastAnswer()).isEmpty();
        assertThat(told).isEmpty();

        service.offers(Samples.offered());
        answer.complete(service.getEngagementAsync(Samples.visitor(), EngagementRequest.empty())
                .join());

        assertThat(watch.state().lastAnswer().orElseThrow().isAvailable()).isTrue();
        assertThat(told).singleElement().isInstanceOf(Known.class);
    }

    @Test
    void asksAtTheInterval() {
        watch();
        time.advance(Duration.ofSeconds(15 + 3 * 30));

        assertThat(service.pauses()).containsExactly(15.0, 30.0, 30.0, 30.0);
    }

    @Test
    void tellsChangesOnly() {
        watch();
        time.advance(INTERVAL.multipliedBy(10));
        assertThat(told).hasSize(1);

        service.offers();
        time.advance(INTERVAL);

        assertThat(told).hasSize(2);
        assertThat(told.get(1).lastAnswer().orElseThrow().isUnavailable()).isTrue();
    }

    @Test
    void tellsEveryAnswerWhenAskedTo() {
        watch(WatchOptions.every(INTERVAL).withEveryAnswer(true));
        time.advance(INTERVAL.multipliedBy(10));

        assertThat(told).hasSize(service.asked()).hasSizeGreaterThan(9);
    }

    @Test
    void aRunningValidityIsNoChange() {
        service.offers(validFor(900));
        watch();
        service.offers(validFor(870));
        time.advance(INTERVAL);

        assertThat(service.asked()).isGreaterThan(1);
        assertThat(told).hasSize(1);
    }

    @Test
    void anotherSessionIsAChange() {
        watch();
        service.offersInSession(2, Samples.offered());
        time.advance(INTERVAL);

        assertThat(told).hasSize(2);
    }

    @Test
    void aShorterValidityWins() {
        service.offers(validFor(10));
        watch();
        time.advance(Duration.ofSeconds(25));

        assertThat(service.pauses()).containsExactly(5.0, 10.0, 10.0);
    }

    @Test
    void aTinyValidityDoesNotMakeItAskWithoutPause() {
        service.offers(validFor(0));
        watch();
        time.advance(Duration.ofSeconds(13));

        assertThat(service.pauses()).containsExactly(2.5, 5.0, 5.0);
    }

    @Test
    void aLongerValidityDoesNotCount() {
        service.offers(validFor(900));
        watch();
        time.advance(Duration.ofSeconds(45));

        assertThat(service.pauses()).containsExactly(15.0, 30.0);
    }

    @Test
    void anAnswerThatTookLongerThanTheIntervalSkipsAQuestion() {
        watch(WatchOptions.every(Duration.ofSeconds(5)));
        time.advance(Duration.ofMillis(2_500));
        CompletableFuture<EngagementResult> slow = new CompletableFuture<>();
        service.answersWith(slow);
        time.advance(Duration.ofSeconds(12));
        assertThat(service.asked()).isEqualTo(3);

        service.offers();
        slow.complete(told.get(0).lastAnswer().orElseThrow());
        time.advance(Duration.ofSeconds(5));

        assertThat(service.pauses()).containsExactly(2.5, 5.0, 12.0);
    }

    @Test
    void saysSinceWhenItIsStale() {
        watch();
        Instant begin = time.instant();
        service.fails(Reason.UNAVAILABLE);
        time.advance(Duration.ofSeconds(15));
        Stale first = (Stale) told.get(1);
        time.advance(INTERVAL.multipliedBy(4));

        assertThat(first.since()).isEqualTo(begin.plusSeconds(15));
        assertThat(first.lastAnswer().orElseThrow().isAvailable()).isTrue();
        assertThat(first.failure().reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(told).hasSize(2);
        assertThat(service.asked()).isGreaterThan(3);
    }

    @Test
    void isKnownAgainWhenTheServiceIsBack() {
        watch();
        service.fails(Reason.UNAVAILABLE);
        time.advance(INTERVAL);
        service.offers(Samples.offered());
        time.advance(INTERVAL.multipliedBy(2));

        assertThat(told).hasSize(3);
        assertThat(told.get(2)).isInstanceOf(Known.class);
    }

    @Test
    void aFirstQuestionThatFailsIsStaleWithoutAnAnswer() {
        service.fails(Reason.CONNECT);
        watch();

        assertThat(told)
                .singleElement()
                .isInstanceOfSatisfying(
                        Stale.class, stale -> assertThat(stale.lastAnswer()).isEmpty());
    }

    @Test
    void asksEverMoreRarelyWhileTheServiceFails() {
        service.fails(Reason.UNAVAILABLE);
        watch();
        time.advance(Duration.ofMinutes(30));

        assertThat(service.pauses())
                .startsWith(33.75, 67.5, 135.0, 270.0, 337.5, 337.5)
                .hasSize(7);
    }

    @Test
    void withoutTheBackingOffAnOutageIsAskedAtTheInterval() {
        service.fails(Reason.UNAVAILABLE);
        time.scheduleAtFixedRate(
                () -> service.getEngagementAsync(Samples.visitor(), EngagementRequest.empty()),
                0,
                30,
                TimeUnit.SECONDS);
        time.advance(Duration.ofMinutes(30));

        assertThat(service.asked()).isEqualTo(61);
    }

    @Test
    void waitsAsLongAsTheServiceAsks() {
        service.fails(MonitorException.builder(Reason.THROTTLED)
                .retryAfter(Duration.ofSeconds(100))
                .build());
        watch();
        time.advance(Duration.ofSeconds(113));

        assertThat(service.pauses()).containsExactly(112.5);
    }

    @Test
    void asksRarelyWhatCannotBecomeBetterByAsking() {
        service.fails(Reason.ACCOUNT_UNKNOWN);
        watch();
        time.advance(Duration.ofMinutes(12));

        assertThat(service.pauses()).containsExactly(337.5, 337.5);
    }

    @Test
    void aServiceThatBreaksItsContractIsAFailureLikeOthers() {
        service.breaks();
        watch();
        service.fails(new CompletionException(new IllegalStateException("broken")));
        time.advance(INTERVAL.multipliedBy(2));

        assertThat(told)
                .singleElement()
                .isInstanceOfSatisfying(
                        Stale.class,
                        stale -> assertThat(stale.failure().reason()).isEqualTo(Reason.ADAPTER));
        assertThat(service.asked()).isEqualTo(2);
    }

    @Test
    void whatAListenerThrowsHurtsNobody() {
        availability.watch(Samples.visitor(), EngagementRequest.empty(), state -> {
            throw new IllegalStateException("listener");
        });
        availability.watch(Samples.visitor(), EngagementRequest.empty(), state -> {
            throw new AssertionError("listener");
        });
        watch();
        service.offers();
        time.advance(INTERVAL);

        assertThat(told).hasSize(2);
    }

    @Test
    void asksNothingOnceItIsClosed() {
        Watch watch = watch();
        watch.close();
        watch.close();
        service.offers();
        time.advance(INTERVAL.multipliedBy(4));

        assertThat(service.asked()).isEqualTo(1);
        assertThat(told).hasSize(1);
        assertThat(watch.isOpen()).isFalse();
        assertThat(time.pending()).isZero();
    }

    @Test
    void aQuestionThatIsOutIsNotCancelledByClosing() {
        CompletableFuture<EngagementResult> handshake = new CompletableFuture<>();
        service.answersWith(handshake);
        Watch watch = watch();

        watch.close();

        assertThat(handshake).isNotCancelled();
    }

    @Test
    void aWatchCanBeClosedByItsListener() {
        List<Watch> watches = new ArrayList<>();
        watches.add(availability.watch(
                Samples.visitor(),
                EngagementRequest.empty(),
                state -> watches.get(0).close()));
        time.advance(INTERVAL.multipliedBy(4));

        assertThat(service.asked()).isEqualTo(1);
    }

    @Test
    void everyWatchEndsWithTheAvailability() {
        Watch one = watch();
        Watch other = availability.watch(Visitor.of("another device"), EngagementRequest.empty(), told::add);

        availability.close();

        assertThat(one.isOpen() || other.isOpen()).isFalse();
        assertThat(time.pending()).isZero();
    }

    @Test
    void everyWatchEndsWithTheService() {
        Watch one = watch();
        Watch other = availability.watch(Visitor.of("another device"), EngagementRequest.empty(), told::add);
        time.advance(Duration.ZERO);

        service.close();
        time.advance(INTERVAL);

        assertThat(one.isOpen() || other.isOpen()).isFalse();
        assertThat(time.pending()).isZero();
    }

    @Test
    void nothingCanBeWatchedOnceItIsClosed() {
        availability.close();

        assertThat(catchThrowableOfType(MonitorException.class, this::watch).reason())
                .isEqualTo(Reason.CLOSED);
        assertThat(time.pending()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 4_999, 86_400_001, Long.MAX_VALUE})
    void theIntervalHasItsLimits(long millis) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WatchOptions.every(Duration.ofMillis(millis)))
                .withMessageContaining("interval");
    }

    private static Engagement validFor(int seconds) {
        return Engagement.builder(EngagementStatus.EXPOSE)
                .campaign("3100200300", "3100200400", "12")
                .contextId("1")
                .validFor(Duration.ofSeconds(seconds))
                .build();
    }
}
