package io.monitorapi.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.port.SessionStore;
import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.Visitor;
import io.monitorapi.testkit.FakeMonitorGateway;
import io.monitorapi.testkit.Samples;
import io.monitorapi.testkit.VirtualTime;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A store whose reads are stale, so that no compare-and-set succeeds: this node's memory keeps the session. */
@Timeout(30)
class StaleStoreTest {

    private static final int MOST_WRITES = 10;

    private final VirtualTime time = new VirtualTime();
    private final FakeMonitorGateway gateway = new FakeMonitorGateway();
    private final StaleStore store = new StaleStore();
    private final MonitorService service = MonitorServiceBuilder.forGateway(gateway)
            .sessionStore(store)
            .executor(Runnable::run)
            .closeGrace(Duration.ZERO)
            .time(time, time, time)
            .build();

    @Test
    void responseIsKeptInMemoryAfterAFewWrites() {
        service.getEngagement(Samples.visitor(), EngagementRequest.empty());

        assertThat(store.writes).hasValueBetween(1, MOST_WRITES);
        assertThat(service.getEngagement(Samples.visitor(), EngagementRequest.empty())
                        .sessionCreated())
                .isFalse();
        assertThat(gateway.service().created()).isOne();
    }

    @Test
    void adoptedPairIsKeptInMemoryAfterAFewWrites() {
        service.sessions().adopt(Samples.visitor(), Samples.session(7));

        assertThat(store.writes).hasValueBetween(1, MOST_WRITES);
        assertThat(service.sessions().current(Samples.visitor())).contains(Samples.session(7));
    }

    @Test
    void writesInTheBackgroundAreBounded() {
        service.getEngagement(Samples.visitor(), EngagementRequest.empty());
        int before = store.writes.get();

        time.advance(Duration.ofMinutes(10));

        assertThat(store.writes.get() - before).isBetween(1, 2 * 60 + 2);
    }

    @Test
    void interruptedThreadWritesOnce() {
        Thread.currentThread().interrupt();
        try {
            service.getEngagementAsync(Samples.visitor(), EngagementRequest.empty());
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }

        assertThat(store.writes.get()).isBetween(1, 3);
        assertThat(service.sessions().current(Samples.visitor())).isPresent();
    }

    /** Reads come from a replica that never catches up; writes are checked against the primary. */
    private static final class StaleStore implements SessionStore {

        private final AtomicInteger writes = new AtomicInteger();

        @Override
        public Optional<SessionRecord> find(Visitor visitor) {
            return Optional.empty();
        }

        @Override
        public Claim claim(Visitor visitor, Duration lease) {
            return new Claim.Granted("token", null);
        }

        @Override
        public void release(Visitor visitor, Claim.Granted granted) {}

        @Override
        public boolean replace(Visitor visitor, long expectedGeneration, SessionRecord next) {
            writes.incrementAndGet();
            return false;
        }

        @Override
        public void forget(Visitor visitor) {}
    }
}
