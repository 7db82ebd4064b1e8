package io.monitorapi.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.monitorapi.port.SessionStore;
import io.monitorapi.session.SessionLifetime;
import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.Visitor;
import io.monitorapi.testkit.Samples;
import io.monitorapi.testkit.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InMemorySessionStoreTest {

    private static final int MOST = 100;

    private final VirtualTime time = new VirtualTime();
    private final InMemorySessionStore store = new InMemorySessionStore(MOST, SessionLifetime.DEFAULT, time);

    @Test
    void neverKeepsMoreVisitorsThanItMay() {
        IntStream.range(0, 10 * MOST).forEach(this::store);

        assertThat(store.size()).isEqualTo(MOST);
    }

    @Test
    void claimsCountAsVisitors() {
        IntStream.range(0, 10 * MOST).forEach(i -> store.claim(Visitor.of("v" + i), Duration.ofSeconds(5)));

        assertThat(store.size()).isEqualTo(MOST);
    }

    @Test
    void keepsTheNewcomer() {
        IntStream.range(0, 10 * MOST).forEach(i -> {
            store(i);
            assertThat(store.find(Visitor.of("v" + i))).isPresent();
        });
    }

    @Test
    void prefersToEvictThoseUsedLongestAgo() {
        IntStream.range(0, MOST).forEach(this::store);
        time.advance(Duration.ofMinutes(10));
        IntStream.range(MOST, MOST + 50).forEach(this::store);

        long recent = IntStream.range(MOST, MOST + 50)
                .filter(i -> store.find(Visitor.of("v" + i)).isPresent())
                .count();

        assertThat(recent).isGreaterThanOrEqualTo(45);
    }

    @Test
    void forgetsAVisitorAfterTheRetention() {
        store(1);
        time.advance(Duration.ofDays(30).minusSeconds(1));
        assertThat(store.find(Visitor.of("v1"))).isPresent();

        time.advance(Duration.ofSeconds(1));

        assertThat(store.find(Visitor.of("v1"))).isEmpty();
        assertThat(store.size()).isZero();
    }

    @Test
    void aForgottenVisitorCanBeClaimed() {
        store(1);
        time.advance(Duration.ofDays(31));

        assertThat(store.claim(Visitor.of("v1"), Duration.ofSeconds(5))).isInstanceOf(SessionStore.Claim.Granted.class);
    }

    /** More visitors than are kept unpacked, with keys and pages in many letters; each is written once more, the last ones first. */
    @Test
    void findsWhatItHasPackedAsItWasWritten() {
        int many = 40_000;
        InMemorySessionStore large = new InMemorySessionStore(many, SessionLifetime.DEFAULT, time);
        IntStream.range(0, many)
                .forEach(i ->
                        assertThat(large.replace(someone(i), 0, onPage(i, 1))).isTrue());

        for (int i = many - 1; i >= 0; i--) {
            assertThat(large.find(someone(i))).contains(onPage(i, 1));
            assertThat(large.claim(someone(i), Duration.ofSeconds(5)))
                    .isEqualTo(new SessionStore.Claim.Present(onPage(i, 1)));
            assertThat(large.replace(someone(i), 2, onPage(i, 3))).isFalse();
            assertThat(large.replace(someone(i), 1, onPage(i, 2))).isTrue();
        }

        IntStream.range(0, many).forEach(i -> assertThat(large.find(someone(i))).contains(onPage(i, 2)));
        assertThat(large.size()).isEqualTo(many);
    }

    private static Visitor someone(int number) {
        return Visitor.of("\u20ac\ud83d\ude00-" + number);
    }

    private SessionRecord.Paired onPage(int number, long generation) {
        return new SessionRecord.Paired(
                Samples.session(number),
                time.instant(),
                time.instant(),
                generation,
                List.of(Samples.context()),
                "\u00e9\ud83d-" + number);
    }

    @Test
    void doesNotBlock() {
        assertThat(store.blocking()).isFalse();
    }

    @Test
    void refusesToKeepNobody() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new InMemorySessionStore(0, SessionLifetime.DEFAULT, time))
                .withMessageContaining("mostVisitors");
    }

    private void store(int number) {
        SessionRecord.Paired record =
                new SessionRecord.Paired(Samples.session(number), time.instant(), time.instant(), 1, List.of(), null);
        store.replace(Visitor.of("v" + number), 0, record);
    }
}
