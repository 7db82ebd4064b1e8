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

/** Watches of one visitor share their questions; those of many visitors are spread. */
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
    void tenThousandWatchesOfAThousandVisitorsAskAThousandQuestionsInAnIntervalAndNotInABurst() {
        AtomicInteger told = new AtomicInteger();
        for (int i = 0; i < VISITORS * WATCHES_OF_EACH; i++) {
            availability.watch(
                    Visitor.of("device-" + i % VISITORS), EngagementRequest.empty(), s -> told.incrementAndGet());
        }
        time.advance(Duration.ofMinutes(5));

        assertThat(told).hasValue(VISITORS * WATCHES_OF_EACH);
        assertThat(Arrays.stream(service.perSecond(0, INTERVAL)).max().orElseThrow())
                .isLessThanOrEqualTo(150);
        for (int from = 60; from < 300; from += INTERVAL) {
            int[] counts = service.perSecond(from, from + INTERVAL);
            System.out.println("questions in each second from " + from + ": " + Arrays.toString(counts));
            assertThat(Arrays.stream(counts).sum()).isEqualTo(VISITORS);
            assertThat(Arrays.stream(counts).max().orElseThrow()).isLessThan(3 * VISITORS / INTERVAL);
            assertThat(Arrays.stream(counts).min().orElseThrow()).isPositive();
        }
    }

    @Test
    void aTimerForEveryWatchAsksTenTimesAsMuchAllInOneSecond() {
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
    void fiftyFirstQuestionsAreAskedAtOnceAndTheOthersFiftyASecond() {
        for (int i = 0; i < 200; i++) {
            availability.watch(Visitor.of("device-" + i), EngagementRequest.empty(), state -> {});
        }
        time.advance(Duration.ZERO);
        assertThat(service.asked()).isEqualTo(50);

        time.advance(Duration.ofMillis(200));
        assertThat(service.asked()).isBetween(60, 65);
        time.advance(Duration.ofMillis(2_800));
        assertThat(service.asked()).isGreaterThanOrEqualTo(200);
    }

    @Test
    void whoJoinsIsToldWhatIsKnownWithoutAQuestion() {
        availability.watch(Samples.visitor(), EngagementRequest.empty(), state -> {});
        time.advance(Duration.ZERO);
        List<AvailabilityState> told = new ArrayList<>();

        availability.watch(Samples.visitor(), EngagementRequest.empty(), told::add);

        assertThat(told).hasSize(1);
        assertThat(service.asked()).isEqualTo(1);
    }

    @Test
    void anotherRequestIsAnotherQuestion() {
        availability.watch(Samples.visitor(), EngagementRequest.empty(), state -> {});
        availability.watch(
                Samples.visitor(),
                EngagementRequest.builder().entryPoints("faq").build(),
                state -> {});
        time.advance(Duration.ZERO);

        assertThat(service.asked()).isEqualTo(2);
    }

    @Test
    void theMostImpatientWatchSetsTheIntervalWhileItIsThere() {
        availability.watch(Samples.visitor(), EngagementRequest.empty(), state -> {});
        time.advance(Duration.ofSeconds(30));
        int before = service.asked();
        Watch impatient = availability.watch(
                Samples.visitor(), EngagementRequest.empty(), WatchOptions.every(Duration.ofSeconds(5)), state -> {});
        time.advance(Duration.ofSeconds(30));
        assertThat(service.asked() - before).isBetween(6, 7);

        impatient.close();
        time.advance(Duration.ofSeconds(5));
        before = service.asked();
        time.advance(Duration.ofSeconds(300));
        assertThat(service.asked() - before).isEqualTo(10);
    }

    @Test
    void theQuestionsGoOnUntilTheLastWatchIsClosed() {
        Watch one = availability.watch(Samples.visitor(), EngagementRequest.empty(), state -> {});
        Watch other = availability.watch(Samples.visitor(), EngagementRequest.empty(), state -> {});
        one.close();
        time.advance(Duration.ofSeconds(90));
        assertThat(service.asked()).isBetween(3, 4);

        other.close();
        int before = service.asked();
        time.advance(Duration.ofSeconds(90));

        assertThat(service.asked()).isEqualTo(before);
    }
}
