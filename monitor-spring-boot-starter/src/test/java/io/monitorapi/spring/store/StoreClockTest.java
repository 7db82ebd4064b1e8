package io.monitorapi.spring.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.SessionRecord.VisitorOnly;
import io.monitorapi.testkit.Samples;
import io.monitorapi.testkit.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StoreClockTest {

    private final VirtualTime node = new VirtualTime();
    private final StoreClock clock = new StoreClock(node, node);
    private Duration storeAhead = Duration.ofMinutes(31);
    private int measurements;

    @Test
    void convertsRecordsInBothDirections() {
        SessionRecord record = Samples.paired(1, 1);
        clock.synchronize(this::storeTime);

        SessionRecord stored = clock.toStoreTime(record);

        assertThat(stored.created()).isEqualTo(record.created().plus(storeAhead));
        assertThat(stored.lastUsed()).isEqualTo(record.lastUsed().plus(storeAhead));
        assertThat(clock.toNodeTime(stored)).isEqualTo(record);
        assertThat(clock.toNodeTime(clock.toStoreTime(Samples.visitorOnly(1, 1))))
                .isEqualTo(Samples.visitorOnly(1, 1));
    }

    @Test
    void aRoundTripIsNotTakenForADifference() {
        storeAhead = Duration.ofMillis(900);
        clock.synchronize(this::storeTime);

        assertThat(clock.skew()).isZero();
    }

    @Test
    void measuresOnceAMinute() {
        clock.synchronize(this::storeTime);
        node.advance(Duration.ofSeconds(59));
        clock.synchronize(this::storeTime);
        assertThat(measurements).isEqualTo(1);

        node.advance(Duration.ofSeconds(1));
        clock.synchronize(this::storeTime);
        assertThat(measurements).isEqualTo(2);
    }

    @Test
    void measuresAgainWhenTheClockOfThisNodeIsSet() {
        clock.synchronize(this::storeTime);
        Instant store = node.instant().plus(storeAhead);

        node.moveWallClock(Duration.ofMinutes(-40));
        storeAhead = Duration.between(node.instant(), store);
        clock.synchronize(this::storeTime);

        assertThat(measurements).isEqualTo(2);
        assertThat(clock.skew()).isEqualTo(Duration.ofMinutes(71));
    }

    @Test
    void recordsAreNotConvertedIfTheStoreDoesNotPermitReadingItsClock() {
        clock.synchronize(this::noTime);
        clock.synchronize(this::noTime);

        assertThat(measurements).isEqualTo(1);
        assertThat(clock.toNodeTime(Samples.paired(1, 1))).isEqualTo(Samples.paired(1, 1));
    }

    @Test
    void timesOutOfRangeAreNotConverted() {
        VisitorOnly planted = new VisitorOnly("vid", Instant.MAX, Instant.MAX, 1);
        clock.synchronize(this::storeTime);

        assertThat(clock.toStoreTime(planted)).isEqualTo(planted);
    }

    private Instant storeTime() {
        measurements++;
        return node.instant().plus(storeAhead);
    }

    private @Nullable Instant noTime() {
        measurements++;
        return null;
    }
}
