package io.monitorapi.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.port.MonitorListener;
import io.monitorapi.port.SessionStore;
import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.Visitor;
import io.monitorapi.testkit.SharedFakeSessionStore;
import io.monitorapi.testkit.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClockSkewDetectorTest {

    private final VirtualTime time = new VirtualTime();
    private final List<Duration> events = new ArrayList<>();
    private final MonitorListener listener = new MonitorListener() {
        @Override
        public void clockSkewed(ClockSkewed event) {
            events.add(event.skew());
        }
    };

    @Test
    void aSkewOfOverAMinuteIsNotifiedOnceAMinuteInBothDirections() {
        ClockSkewDetector detector = new ClockSkewDetector(listener, time);

        detector.check(Duration.ofMinutes(31));
        detector.check(Duration.ofMinutes(31));
        time.advance(Duration.ofSeconds(60));
        detector.check(Duration.ofMinutes(-31));

        assertThat(events).containsExactly(Duration.ofMinutes(31), Duration.ofMinutes(-31));
    }

    @Test
    void aSkewOfAMinuteIsNotNotified() {
        ClockSkewDetector detector = new ClockSkewDetector(listener, time);

        detector.check(Duration.ofMinutes(1));
        detector.check(Duration.ofMinutes(-1));

        assertThat(events).isEmpty();
    }

    @Test
    void theCacheChecksTheClockOfItsStoreWithEachCommand() {
        CachedSessionStore cache = new CachedSessionStore(
                new SkewedStore(new SharedFakeSessionStore(time)), Duration.ZERO, time, time, time, listener);

        cache.find(Visitor.of("device-1"));

        assertThat(events).containsExactly(Duration.ofMinutes(31));
    }

    private record SkewedStore(SessionStore store) implements SessionStore {

        @Override
        public Duration clockSkew() {
            return Duration.ofMinutes(31);
        }

        @Override
        public Optional<SessionRecord> find(Visitor visitor) {
            return store.find(visitor);
        }

        @Override
        public Claim claim(Visitor visitor, Duration lease) {
            return store.claim(visitor, lease);
        }

        @Override
        public void release(Visitor visitor, Claim.Granted granted) {
            store.release(visitor, granted);
        }

        @Override
        public boolean replace(Visitor visitor, long expectedGeneration, @Nullable SessionRecord next) {
            return store.replace(visitor, expectedGeneration, next);
        }

        @Override
        public void forget(Visitor visitor) {
            store.forget(visitor);
        }
    }
}
