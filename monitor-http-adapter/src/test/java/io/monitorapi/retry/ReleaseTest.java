package io.monitorapi.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How fast those who waited are let through, whatever the clock shows. */
class ReleaseTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long TENTH = TimeUnit.MILLISECONDS.toNanos(100);

    private final Traffic traffic = new Traffic();
    private final Release release = new Release(5, traffic);

    @ParameterizedTest
    @ValueSource(longs = {0, -1_000, 1_000})
    void givesPlacesAtTwiceTheNormalRateUntilNobodyWantsOne(long start) {
        long now = start * SECOND;
        assertThat(release.isOver(now)).isTrue();

        release.begin(now);
        assertThat(release.isOver(now)).isFalse();
        assertThat(release.untilNext(now)).isEqualTo(TENTH);
        release.takeNext(now);

        assertThat(release.untilNext(now)).isEqualTo(2 * TENTH);
        assertThat(release.isOver(now + 2 * TENTH - 1)).isFalse();
        assertThat(release.isOver(now + 2 * TENTH)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1_000, 1_000})
    void isFasterWhenMoreIsNormal(long start) {
        count(50, start * SECOND);
        release.interrupt(start * SECOND);
        assertThat(release.room()).isEqualTo(250);

        release.begin(start * SECOND);

        assertThat(release.untilNext(start * SECOND)).isEqualTo(TENTH / 10);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1_000, 1_000})
    void takesWhatItSeesDuringAReleaseForNormalOnlyWhenThatIsOver(long start) {
        long now = start * SECOND;
        count(50, now);
        release.interrupt(now);
        release.begin(now);
        count(20, now);

        release.interrupt(now);
        assertThat(release.room()).isEqualTo(250);
        release.interrupt(now);
        assertThat(release.room()).isEqualTo(350);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1_000, 1_000})
    void isFasterWhenItShouldBeOverAndIsNot(long start) {
        long now = start * SECOND;
        release.begin(now);
        release.takeNext(now + 5 * SECOND);
        assertThat(release.room()).isEqualTo(25);

        release.takeNext(now + 5 * SECOND + 1);
        release.takeNext(now + 10 * SECOND + 1);
        assertThat(release.room()).isEqualTo(50);
        release.takeNext(now + 10 * SECOND + 2);

        assertThat(release.room()).isEqualTo(100);
        assertThat(release.untilNext(now)).isEqualTo(2 * TENTH + 2 * TENTH / 2 + TENTH / 4);
    }

    private void count(int attempts, long nanoTime) {
        for (int attempt = 0; attempt < attempts; attempt++) {
            traffic.count(nanoTime);
        }
    }
}
