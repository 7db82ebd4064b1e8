package io.monitorapi.availability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.monitorapi.attribute.Cart;
import io.monitorapi.attribute.EngagementAttribute;
import io.monitorapi.attribute.Purchase;
import io.monitorapi.availability.AvailabilityState.Current;
import io.monitorapi.availability.AvailabilityState.Pending;
import io.monitorapi.availability.AvailabilityState.Stale;
import io.monitorapi.engagement.Engagement;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.engagement.EngagementResult.Outcome;
import io.monitorapi.engagement.EngagementStatus;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.session.Visitor;
import io.monitorapi.testkit.Samples;
import io.monitorapi.testkit.VirtualTime;
import java.math.BigDecimal;
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

/** The requests and notifications of one watch. */
class WatchTest {

    private static final Duration INTERVAL = Duration.ofSeconds(30);

    private final VirtualTime time = new VirtualTime();
    private final ScriptedService service = new ScriptedService(time);
    private final Availability availability = Availability.builder(service)
            .time(time, time, time)
            .executor(Runnable::run)
            .random(() -> 0.5)
            .build();
    private final List<AvailabilityState> notified = new ArrayList<>();

    @AfterEach
    void close() {
        availability.close();
    }

    private Watch watch(WatchOptions options) {
        return availability.watch(Samples.visitor(), EngagementRequest.empty(), options, notified::add);
    }

    private Watch watch() {
        Watch watch = availability.watch(Samples.visitor(), EngagementRequest.empty(), notified::add);
        time.advance(Duration.ZERO);
        return watch;
    }

    @Test
    void isPendingUntilTheFirstResponse() {
        CompletableFuture<EngagementResult> response = new CompletableFuture<>();
        service.returns(response);
        Watch watch = watch();
        assertThat(watch.state()).isInstanceOf(Pending.class);
        assertThat(watch.state().lastResult()).isEmpty();
        assertThat(notified).isEmpty();

        service.offers(Samples.offered());
        response.complete(service.getEngagementAsync(Samples.visitor(), EngagementRequest.empty())
                .join());

        assertThat(watch.state().lastResult().orElseThrow().isAvailable()).isTrue();
        assertThat(notified).singleElement().isInstanceOf(Current.class);
    }

    @Test
    void sendsRequestsAtTheInterval() {
        watch();
        time.advance(Duration.ofSeconds(15 + 3 * 30));

        assertThat(service.delays()).containsExactly(15.0, 30.0, 30.0, 30.0);
    }

    @Test
    void notifiesOfChangesOnly() {
        watch();
        time.advance(INTERVAL.multipliedBy(10));
        assertThat(notified).hasSize(1);

        service.offers();
        time.advance(INTERVAL);

        assertThat(notified).hasSize(2);
        assertThat(notified.get(1).lastResult().orElseThrow().outcome()).isEqualTo(Outcome.NOTHING);
    }

    @Test
    void notifiesOfEveryResultIfConfigured() {
        watch(WatchOptions.every(INTERVAL).withEveryResult(true));
        time.advance(INTERVAL.multipliedBy(10));

        assertThat(notified).hasSize(service.requests()).hasSizeGreaterThan(9);
    }

    @Test
    void aShorterRemainingValidityIsNotAChange() {
        service.offers(validFor(900));
        watch();
        service.offers(validFor(870));
        time.advance(INTERVAL);

        assertThat(service.requests()).isGreaterThan(1);
        assertThat(notified).hasSize(1);
    }

    @Test
    void anotherSessionIsAChange() {
        watch();
        service.offersInSession(2, Samples.offered());
        time.advance(INTERVAL);

        assertThat(notified).hasSize(2);
    }

    @Test
    void aValidityShorterThanTheIntervalReplacesIt() {
        service.offers(validFor(10));
        watch();
        time.advance(Duration.ofSeconds(25));

        assertThat(service.delays()).containsExactly(5.0, 10.0, 10.0);
    }

    @Test
    void theDelayIsAtLeastFiveSeconds() {
        service.offers(validFor(0));
        watch();
        time.advance(Duration.ofSeconds(13));

        assertThat(service.delays()).containsExactly(2.5, 5.0, 5.0);
    }

    @Test
    void aValidityLongerThanTheIntervalIsIgnored() {
        service.offers(validFor(900));
        watch();
        time.advance(Duration.ofSeconds(45));

        assertThat(service.delays()).containsExactly(15.0, 30.0);
    }

    @Test
    void aResponseSlowerThanTheIntervalSkipsARequest() {
        watch(WatchOptions.every(Duration.ofSeconds(5)));
        time.advance(Duration.ofMillis(2_500));
        CompletableFuture<EngagementResult> slow = new CompletableFuture<>();
        service.returns(slow);
        time.advance(Duration.ofSeconds(12));
        assertThat(service.requests()).isEqualTo(3);

        service.offers();
        slow.complete(notified.get(0).lastResult().orElseThrow());
        time.advance(Duration.ofSeconds(5));

        assertThat(service.delays()).containsExactly(2.5, 5.0, 12.0);
    }

    @Test
    void aStaleStateHasTheTimeOfTheFirstFailure() {
        watch();
        Instant begin = time.instant();
        service.fails(Reason.UNAVAILABLE);
        time.advance(Duration.ofSeconds(15));
        Stale first = (Stale) notified.get(1);
        time.advance(INTERVAL.multipliedBy(4));

        assertThat(first.since()).isEqualTo(begin.plusSeconds(15));
        assertThat(first.lastResult().orElseThrow().isAvailable()).isTrue();
        assertThat(first.failure().reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(notified).hasSize(2);
        assertThat(service.requests()).isGreaterThan(3);
    }

    @Test
    void isCurrentAgainAfterAnOutage() {
        watch();
        service.fails(Reason.UNAVAILABLE);
        time.advance(INTERVAL);
        service.offers(Samples.offered());
        time.advance(INTERVAL.multipliedBy(2));

        assertThat(notified).hasSize(3);
        assertThat(notified.get(2)).isInstanceOf(Current.class);
    }

    @Test
    void isStaleWithoutAResultIfTheFirstRequestFails() {
        service.fails(Reason.CONNECT);
        watch();

        assertThat(notified)
                .singleElement()
                .isInstanceOfSatisfying(
                        Stale.class, stale -> assertThat(stale.lastResult()).isEmpty());
    }

    @Test
    void theDelayGrowsWhileRequestsFail() {
        service.fails(Reason.UNAVAILABLE);
        watch();
        time.advance(Duration.ofMinutes(30));

        assertThat(service.delays())
                .startsWith(33.75, 67.5, 135.0, 270.0, 337.5, 337.5)
                .hasSize(7);
    }

    @Test
    void withoutBackoffRequestsAreSentAtTheIntervalDuringAnOutage() {
        service.fails(Reason.UNAVAILABLE);
        time.scheduleAtFixedRate(
                () -> service.getEngagementAsync(Samples.visitor(), EngagementRequest.empty()),
                0,
                30,
                TimeUnit.SECONDS);
        time.advance(Duration.ofMinutes(30));

        assertThat(service.requests()).isEqualTo(61);
    }

    @Test
    void honoursRetryAfter() {
        service.fails(MonitorException.builder(Reason.THROTTLED)
                .retryAfter(Duration.ofSeconds(100))
                .build());
        watch();
        time.advance(Duration.ofSeconds(113));

        assertThat(service.delays()).containsExactly(112.5);
    }

    @Test
    void usesTheLongestDelayAfterAnApplicationFailure() {
        service.fails(Reason.ACCOUNT_UNKNOWN);
        watch();
        time.advance(Duration.ofMinutes(12));

        assertThat(service.delays()).containsExactly(337.5, 337.5);
    }

    @Test
    void anUnexpectedExceptionIsAFailureWithReasonAdapter() {
        service.throwsException();
        watch();
        service.fails(new CompletionException(new IllegalStateException("broken")));
        time.advance(INTERVAL.multipliedBy(2));

        assertThat(notified)
                .singleElement()
                .isInstanceOfSatisfying(
                        Stale.class,
                        stale -> assertThat(stale.failure().reason()).isEqualTo(Reason.ADAPTER));
        assertThat(service.requests()).isEqualTo(2);
    }

    @Test
    void anExceptionOfAListenerDoesNotAffectOtherWatches() {
        availability.watch(Samples.visitor(), EngagementRequest.empty(), state -> {
            throw new IllegalStateException("listener");
        });
        availability.watch(Samples.visitor(), EngagementRequest.empty(), state -> {
            throw new AssertionError("listener");
        });
        watch();
        service.offers();
        time.advance(INTERVAL);

        assertThat(notified).hasSize(2);
    }

    @Test
    void sendsNoRequestAfterItIsClosed() {
        Watch watch = watch();
        watch.close();
        watch.close();
        service.offers();
        time.advance(INTERVAL.multipliedBy(4));

        assertThat(service.requests()).isEqualTo(1);
        assertThat(notified).hasSize(1);
        assertThat(watch.isOpen()).isFalse();
        assertThat(time.pending()).isZero();
    }

    private void watchWithPurchase() {
        EngagementRequest request = EngagementRequest.builder()
                .engagementAttribute(Purchase.builder().total(BigDecimal.TEN).build())
                .engagementAttribute(
                        Cart.builder().total(BigDecimal.ONE).numItems(1).build())
                .build();
        availability.watch(Samples.visitor(), request, notified::add);
        time.advance(INTERVAL.multipliedBy(20));
    }

    private List<List<String>> sentTypes() {
        return service.sent.stream()
                .map(request -> request.engagementAttributes().stream()
                        .map(EngagementAttribute::type)
                        .toList())
                .toList();
    }

    @Test
    void sendsEventsWithTheFirstRequestOnly() {
        watchWithPurchase();

        assertThat(sentTypes()).hasSizeGreaterThan(10).first().isEqualTo(List.of("purchase", "cart"));
        assertThat(sentTypes().stream().skip(1)).containsOnly(List.of("cart"));
    }

    @Test
    void doesNotRepeatEventsThatMayHaveReachedTheService() {
        service.fails(MonitorException.builder(Reason.TIMEOUT).sent(Sent.MAYBE).build());
        watchWithPurchase();

        assertThat(sentTypes().stream().skip(1)).isNotEmpty().containsOnly(List.of("cart"));
    }

    @Test
    void repeatsEventsThatWereNotSent() {
        service.fails(MonitorException.builder(Reason.CONNECT).sent(Sent.NO).build());
        watchWithPurchase();

        assertThat(sentTypes()).hasSizeGreaterThan(1).containsOnly(List.of("purchase", "cart"));
    }

    @Test
    void closingDoesNotCancelARequestInFlight() {
        CompletableFuture<EngagementResult> handshake = new CompletableFuture<>();
        service.returns(handshake);
        Watch watch = watch();

        watch.close();

        assertThat(handshake).isNotCancelled();
    }

    @Test
    void aListenerCanCloseItsWatch() {
        List<Watch> watches = new ArrayList<>();
        watches.add(availability.watch(
                Samples.visitor(),
                EngagementRequest.empty(),
                state -> watches.get(0).close()));
        time.advance(INTERVAL.multipliedBy(4));

        assertThat(service.requests()).isEqualTo(1);
    }

    @Test
    void closingTheAvailabilityEndsAllWatches() {
        Watch one = watch();
        Watch other = availability.watch(Visitor.of("another device"), EngagementRequest.empty(), notified::add);

        availability.close();

        assertThat(one.isOpen() || other.isOpen()).isFalse();
        assertThat(time.pending()).isZero();
    }

    @Test
    void closingTheServiceEndsAllWatches() {
        Watch one = watch();
        Watch other = availability.watch(Visitor.of("another device"), EngagementRequest.empty(), notified::add);
        time.advance(Duration.ZERO);

        service.close();
        time.advance(INTERVAL);

        assertThat(one.isOpen() || other.isOpen()).isFalse();
        assertThat(time.pending()).isZero();
    }

    @Test
    void watchFailsAfterClose() {
        availability.close();

        assertThat(catchThrowableOfType(MonitorException.class, this::watch).reason())
                .isEqualTo(Reason.CLOSED);
        assertThat(time.pending()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 4_999, 86_400_001, Long.MAX_VALUE})
    void rejectsAnIntervalOutOfRange(long millis) {
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
