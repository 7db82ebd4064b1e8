package io.monitorapi.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.monitorapi.testkit.Samples;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionLifetimeTest {

    private static final Instant NOW = Samples.NOW;

    @ParameterizedTest(name = "created {0} ago, used {1} ago: over is {2}")
    @CsvSource({
        "PT28M59S, PT28M59S, false",
        "PT29M, PT29M, true",
        "PT5H54M59S, PT1M, false",
        "PT5H55M, PT1M, true",
        "-PT5M, PT0S, false",
        "-PT5M1S, PT0S, true"
    })
    void aSessionIsOverShortlyBeforeTheServiceEndsIt(Duration created, Duration used, boolean over) {
        SessionRecord.Paired record =
                new SessionRecord.Paired(Samples.session(1), NOW.minus(created), NOW.minus(used), 1, null);

        assertThat(SessionLifetime.DEFAULT.isOver(record, NOW)).isEqualTo(over);
    }

    @Test
    void hugeDurationsAreNeverOver() {
        Duration huge = Duration.ofSeconds(Long.MAX_VALUE);
        SessionRecord.Paired record = Samples.paired(1, 1);

        assertThat(new SessionLifetime(huge, huge, huge).isOver(record, NOW.plus(Duration.ofDays(36_500))))
                .isFalse();
    }

    @Test
    void rejectsADurationThatIsNotPositive() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SessionLifetime(Duration.ofMinutes(1), Duration.ZERO, Duration.ofDays(1)))
                .withMessageContaining("age");
    }
}
