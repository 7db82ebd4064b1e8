package io.monitorapi.availability;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.session.Visitor;
import io.monitorapi.testkit.Samples;
import io.monitorapi.testkit.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Watches of one visitor share their requests; those of many visitors are spread over time. */
class ManyWatchesTest {

    private static final int VISITORS = 1_000;
    private static final int WATCHES_OF_EACH = 10;
    private static final int INTERVAL = 30;

    private final VirtualTime time = new VirtualTime();
    private final ScriptedService service = new ScriptedService(time);
    private final Random random = new Random(42);
    private final Availability availability = Availability.builder(service)
            .time(time, time, time)
            .executor(Runnable::run)
            .random(random::nextDouble)
            .build();

    @Test
    void tenThousandWatchesOfAThousandVisitorsSendAThousandRequestsPerIntervalWithoutABurst() {
        AtomicInteger notified = new AtomicInteger();
        for (int i = 0; i < VISITORS * WATCHES_OF_EACH; i++) {
            availability.watch(
                    Visitor.of("device-" + i % VISITORS), EngagementRequest.empty(), s -> notified.incrementAndGet());
        }
        time.advance(Duration.ofMinutes(5));

        assertThat(notified).hasValue(VISITORS * WATCHES_OF_EACH);
        assertThat(Arrays.stream(service.perSecond(0, INTERVAL)).max().orElseThrow())
                .isLessThanOrEqualTo(150);
        for (int from = 60; from < 300; from += INTERVAL) {
            int[] counts = service.perSecond(from, from + INTERVAL);
            System.out.println("requests in each second from " + from + ": " + Arrays.toString(counts));
            assertThat(Arrays.stream(counts).sum()).isEqualTo(VISITORS);
            assertThat(Arrays.stream(counts).max().orElseThrow()).isLessThan(3 * VISITORS / INTERVAL);
            assertThat(Arrays.stream(counts).min().orElseThrow()).isPositive();
        }
    }

    @Test
    void withATimerPerWatchTenTimesAsManyRequestsAreSentInOneSecond() {
        for (int i = 0; i < VISITORS * WATCHES_OF_EACH; i++) {
            Visitor visitor = Visitor.of("device-" + i % VISITORS);
            time.scheduleAtFixedRate(
                    () -> service.getEngagementAsync(visitor, EngagementRequest.empty()),
                    0,
                    INTERVAL,
                    TimeUnit.SECONDS);
        }
        time.advance(Duration.ofSeconds(59));

        int[] counts = service.perSecond(INTERVAL, 2 * INTERVAL);
        assertThat(counts[0]).isEqualTo(VISITORS * WATCHES_OF_EACH);
        assertThat(Arrays.stream(counts).sum()).isEqualTo(counts[0]);
    }

    @Test
    void fiftyFirstRequestsAreSentImmediatelyAndTheOthersFiftyPerSecond() {
        for (int i = 0; i < 200; i++) {
            availability.watch(Visitor.of("device-" + i), EngagementRequest.empty(), state -> {});
        }
        time.advance(Duration.ZERO);
        assertThat(service.requests()).isEqualTo(50);

        time.advance(Duration.ofMillis(200));
        assertThat(service.requests()).isBetween(60, 65);
        time.advance(Duration.ofMillis(2_800));
        assertThat(service.requests()).isGreaterThanOrEqualTo(200);
    }

    @Test
    void aSecondWatchIsNotifiedOfTheCurrentStateWithoutARequest() {
        availability.watch(Samples.visitor(), EngagementRequest.empty(), state -> {});
        time.advance(Duration.ZERO);
        List<AvailabilityState> notified = new ArrayList<>();

        availability.watch(Samples.visitor(), EngagementRequest.empty(), notified::add);

        assertThat(notified).hasSize(1);
        assertThat(service.requests()).isEqualTo(1);
    }

    @Test
    void watchesWithDifferentRequestsDoNotShareAPoll() {
        availability.watch(Samples.visitor(), EngagementRequest.empty(), state -> {});
        availability.watch(
                Samples.visitor(),
                EngagementRequest.builder().entryPoints("faq").build(),
                state -> {});
        time.advance(Duration.ZERO);

        assertThat(service.requests()).isEqualTo(2);
    }

    @Test
    void theShortestIntervalAppliesWhileItsWatchIsOpen() {
        availability.watch(Samples.visitor(), EngagementRequest.empty(), state -> {});
        time.advance(Duration.ofSeconds(30));
        int before = service.requests();
        Watch frequent = availability.watch(
                Samples.visitor(), EngagementRequest.empty(), WatchOptions.every(Duration.ofSeconds(5)), state -> {});
        time.advance(Duration.ofSeconds(30));
        assertThat(service.requests() - before).isBetween(6, 7);

        frequent.close();
        time.advance(Duration.ofSeconds(5));
        before = service.requests();
        time.advance(Duration.ofSeconds(300));
        assertThat(service.requests() - before).isEqualTo(10);
    }

    @Test
    void requestsAreSentUntilTheLastWatchIsClosed() {
        Watch one = availability.watch(Samples.visitor(), EngagementRequest.empty(), state -> {});
        Watch other = availability.watch(Samples.visitor(), EngagementRequest.empty(), state -> {});
        one.close();
        time.advance(Duration.ofSeconds(90));
        assertThat(service.requests()).isBetween(3, 4);

        other.close();
        int before = service.requests();
        time.advance(Duration.ofSeconds(90));

        assertThat(service.requests()).isEqualTo(before);
    }
}
