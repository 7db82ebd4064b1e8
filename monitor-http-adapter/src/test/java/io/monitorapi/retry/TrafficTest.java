package io.monitorapi.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many attempts the busiest second had, whatever the clock shows. */
class TrafficTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Traffic traffic = new Traffic();

    @ParameterizedTest
    @ValueSource(longs = {0, -1_000_000, 7, 4_000_000_000L, -4_000_000_000L})
    void isThatOfTheBusiestOfTenSeconds(long start) {
        count(3, start * SECOND);
        count(5, (start + 1) * SECOND + SECOND - 1);
        count(4, (start + 9) * SECOND);

        assertThat(traffic.busiestSecond((start + 9) * SECOND)).isEqualTo(5);
        assertThat(traffic.busiestSecond((start + 10) * SECOND)).isEqualTo(5);
        assertThat(traffic.busiestSecond((start + 11) * SECOND)).isEqualTo(4);
        assertThat(traffic.busiestSecond((start + 18) * SECOND)).isEqualTo(4);
        assertThat(traffic.busiestSecond((start + 19) * SECOND)).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -3})
    void beginsWithNone(long start) {
        assertThat(traffic.busiestSecond(start * SECOND)).isZero();
    }

    @Test
    void forgetsASecondWhenItsPlaceIsUsedAgain() {
        count(5, SECOND);
        count(2, 11 * SECOND);

        assertThat(traffic.busiestSecond(11 * SECOND)).isEqualTo(2);
    }

    @Test
    void missesNothingWhenManyThreadsCount() {
        IntStream.range(0, 100_000).parallel().forEach(attempt -> traffic.count(SECOND));

        assertThat(traffic.busiestSecond(SECOND)).isEqualTo(100_000);
    }

    private void count(int attempts, long nanoTime) {
        for (int attempt = 0; attempt < attempts; attempt++) {
            traffic.count(nanoTime);
        }
    }
}
