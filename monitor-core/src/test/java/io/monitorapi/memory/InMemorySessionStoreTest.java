package io.monitorapi.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.monitorapi.MonitorService;
import io.monitorapi.engine.MonitorServiceBuilder;
import io.monitorapi.port.SessionStore;
import io.monitorapi.session.SessionLifetime;
import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.Visitor;
import io.monitorapi.testkit.FakeMonitorGateway;
import io.monitorapi.testkit.Samples;
import io.monitorapi.testkit.VirtualTime;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InMemorySessionStoreTest {

    private static final int MAX_VISITORS = 100;

    private final VirtualTime time = new VirtualTime();
    private final InMemorySessionStore store = new InMemorySessionStore(MAX_VISITORS, SessionLifetime.DEFAULT, time);

    @Test
    void keepsAtMostTheMaximumNumberOfVisitors() {
        IntStream.range(0, 10 * MAX_VISITORS).forEach(this::store);

        assertThat(store.size()).isEqualTo(MAX_VISITORS);
    }

    @Test
    void countsClaimsAsVisitors() {
        IntStream.range(0, 10 * MAX_VISITORS).forEach(i -> store.claim(Visitor.of("v" + i), Duration.ofSeconds(5)));

        assertThat(store.size()).isEqualTo(MAX_VISITORS);
    }

    @Test
    void neverEvictsTheNewestVisitor() {
        IntStream.range(0, 10 * MAX_VISITORS).forEach(i -> {
            store(i);
            assertThat(store.find(Visitor.of("v" + i))).isPresent();
        });
    }

    @Test
    void prefersToEvictTheLeastRecentlyUsed() {
        IntStream.range(0, MAX_VISITORS).forEach(this::store);
        time.advance(Duration.ofMinutes(10));
        IntStream.range(MAX_VISITORS, MAX_VISITORS + 50).forEach(this::store);

        long recent = IntStream.range(MAX_VISITORS, MAX_VISITORS + 50)
                .filter(i -> store.find(Visitor.of("v" + i)).isPresent())
                .count();

        assertThat(recent).isGreaterThanOrEqualTo(45);
    }

    @Test
    void removesAVisitorAfterTheRetention() {
        store(1);
        time.advance(Duration.ofDays(30).minusSeconds(1));
        assertThat(store.find(Visitor.of("v1"))).isPresent();

        time.advance(Duration.ofSeconds(1));

        assertThat(store.find(Visitor.of("v1"))).isEmpty();
        assertThat(store.size()).isZero();
    }

    @Test
    void grantsAClaimForARemovedVisitor() {
        store(1);
        time.advance(Duration.ofDays(31));

        assertThat(store.claim(Visitor.of("v1"), Duration.ofSeconds(5))).isInstanceOf(SessionStore.Claim.Granted.class);
    }

    @Test
    void acceptsDurationsThatOverflow() {
        Duration huge = Duration.ofSeconds(Long.MAX_VALUE);
        InMemorySessionStore forever = new InMemorySessionStore(1, new SessionLifetime(huge, huge, huge), time);
        forever.claim(Samples.visitor(), huge);
        forever.replace(Samples.visitor(), 0, Samples.visitorOnly(1, 1));

        assertThat(forever.claim(Samples.visitor(), huge)).isInstanceOf(SessionStore.Claim.Taken.class);
        assertThat(forever.find(Samples.visitor())).contains(Samples.visitorOnly(1, 1));
    }

    @Test
    void isUsedByOneServiceAtATime() {
        MonitorServiceBuilder builder =
                MonitorServiceBuilder.forGateway(new FakeMonitorGateway()).sessionStore(store);
        MonitorService first = builder.build();

        assertThatIllegalStateException().isThrownBy(builder::build).withMessageContaining("another MonitorService");
        first.close();
        builder.build().close();
    }

    @Test
    void doesNotBlock() {
        assertThat(store.blocking()).isFalse();
    }

    @Test
    void rejectsAMaximumOfZero() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new InMemorySessionStore(0, SessionLifetime.DEFAULT, time))
                .withMessageContaining("mostVisitors");
    }

    private void store(int number) {
        SessionRecord.Paired record =
                new SessionRecord.Paired(Samples.session(number), time.instant(), time.instant(), 1, null);
        store.replace(Visitor.of("v" + number), 0, record);
    }
}
