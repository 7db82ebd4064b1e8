package io.monitorapi.memory;

import static io.monitorapi.testkit.Samples.paired;
import static io.monitorapi.testkit.Samples.visitor;
import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.port.MonitorListener;
import io.monitorapi.port.SessionStore;
import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.Visitor;
import io.monitorapi.testkit.SharedFakeSessionStore;
import io.monitorapi.testkit.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StoreColdStartTest {

    private static final Duration TIMEOUT = Duration.ofMillis(250);
    private static final Duration PROBE_INTERVAL = Duration.ofSeconds(10);

    private final VirtualTime time = new VirtualTime();
    private final Instant start = time.instant();
    private final SharedFakeSessionStore shared = new SharedFakeSessionStore(time);
    private final SlowStore store = new SlowStore();
    private final List<String> events = new ArrayList<>();
    private final CachedSessionStore cache = newNode();

    @Test
    void allVisitorsAreFoundAlthoughTheFirstCommandsOfTheProcessTimeOut() {
        for (int visitor = 0; visitor < 30; visitor++) {
            shared.replace(Visitor.of("visitor-" + visitor), 0, paired(1, 1));
        }
        store.timeouts = 6;

        for (int visitor = 0; visitor < 30; visitor++) {
            assertThat(cache.find(Visitor.of("visitor-" + visitor))).contains(paired(1, 1));
        }

        assertThat(events).isEmpty();
        assertThat(elapsed()).isEqualTo(TIMEOUT.multipliedBy(6));
    }

    @Test
    void aStoreThatIsDownAtTheStartHoldsCallersForFifteenSecondsInAll() {
        store.timeouts = Integer.MAX_VALUE;

        assertThat(cache.find(visitor())).isEmpty();
        assertThat(elapsed())
                .as("the first caller waits for the repeated command")
                .isEqualTo(Duration.ofSeconds(2));
        assertThat(store.commands).isEqualTo(8);

        for (int call = 0; call < 1_000; call++) {
            assertThat(cache.find(visitor())).isEmpty();
        }
        assertThat(elapsed()).isEqualTo(Duration.ofSeconds(15));
        assertThat(store.commands).as("later commands run once each").isEqualTo(60);
        assertThat(events).filteredOn("out"::equals).hasSize(1);
    }

    @Test
    void aProbeIsNotRepeated() {
        shared.replace(visitor(), 0, paired(1, 1));
        store.timeouts = 61;
        for (int call = 0; call < 100; call++) {
            cache.find(visitor());
        }
        assertThat(store.commands).isEqualTo(60);

        time.advance(PROBE_INTERVAL);
        assertThat(cache.find(visitor())).isEmpty();
        assertThat(store.commands).isEqualTo(61);

        time.advance(PROBE_INTERVAL);
        assertThat(cache.find(visitor())).contains(paired(1, 1));
    }

    @Test
    void aCommandThatFailsAtOnceIsNotRepeated() {
        shared.startOutage();

        assertThat(cache.find(visitor())).isEmpty();

        assertThat(store.commands).isEqualTo(1);
    }

    @Test
    void aTimeoutAfterTheFirstResponseIsAnOutageAtOnce() {
        cache.find(visitor());
        store.timeouts = 1;

        cache.find(visitor());

        assertThat(store.commands).isEqualTo(2);
        assertThat(events).containsExactly("out", "failed");
    }

    private CachedSessionStore newNode() {
        return new CachedSessionStore(store, Duration.ofSeconds(10), time, time, time, new MonitorListener() {

            @Override
            public void storeFailed(StoreFailed event) {
                events.add("failed");
            }

            @Override
            public void storeChanged(StoreChanged event) {
                events.add(event.reachable() ? "back" : "out");
            }
        });
    }

    private Duration elapsed() {
        return Duration.between(start, time.instant());
    }

    /** Lets a number of commands time out before it passes further ones on. */
    private final class SlowStore implements SessionStore {

        private int timeouts;
        private int commands;

        private <T extends @Nullable Object> T call(Supplier<T> command) {
            commands++;
            if (timeouts > 0) {
                timeouts--;
                time.advance(TIMEOUT);
                throw new IllegalStateException("the command timed out");
            }
            return command.get();
        }

        @Override
        public Optional<SessionRecord> find(Visitor visitor) {
            return call(() -> shared.find(visitor));
        }

        @Override
        public Claim claim(Visitor visitor, Duration lease) {
            return call(() -> shared.claim(visitor, lease));
        }

        @Override
        public void release(Visitor visitor, Claim.Granted granted) {
            call(() -> {
                shared.release(visitor, granted);
                return true;
            });
        }

        @Override
        public boolean replace(Visitor visitor, long expectedGeneration, @Nullable SessionRecord next) {
            return call(() -> shared.replace(visitor, expectedGeneration, next));
        }

        @Override
        public void forget(Visitor visitor) {
            call(() -> {
                shared.forget(visitor);
                return true;
            });
        }
    }
}
