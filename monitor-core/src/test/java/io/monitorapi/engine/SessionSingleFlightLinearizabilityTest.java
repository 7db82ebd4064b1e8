package io.monitorapi.engine;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.monitorapi.port.Deadline;
import io.monitorapi.session.Visitor;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Concurrent calls of one visitor get one session, in every interleaving. */
@Tag("long")
class SessionSingleFlightLinearizabilityTest {

    @Test
    void singleFlightOpensOneSession() {
        options().check(Together.class);
    }

    /** The control: each call opens a session if it finds none. */
    @Test
    void withoutSingleFlightSeveralSessionsAreOpened() {
        assertThatExceptionOfType(LincheckAssertionError.class)
                .isThrownBy(() -> options().check(EachForItself.class));
    }

    /** Calls before the concurrent ones would leave no session to open. */
    private static ModelCheckingOptions options() {
        return new ModelCheckingOptions()
                .iterations(6)
                .invocationsPerIteration(150)
                .threads(3)
                .actorsPerThread(2)
                .actorsBefore(0);
    }

    /** As in the engine: a leader reads the record again before it opens a session. */
    @Param(name = "visitor", gen = IntGen.class, conf = "1:2")
    public static class Together extends EachForItself {

        private final SessionSingleFlight handshakes = new SessionSingleFlight(Runnable::run);

        @Override
        int session(int visitor) {
            return isOpen(visitor) ? opened(visitor) : join(visitor).join();
        }

        private CompletableFuture<Integer> join(int visitor) {
            return handshakes.join(
                    Visitor.of("visitor-" + visitor),
                    Deadline.in(Duration.ofSeconds(1), System::nanoTime),
                    () -> CompletableFuture.completedFuture(isOpen(visitor) ? opened(visitor) : open(visitor)),
                    () -> CompletableFuture.completedFuture(session(visitor)));
        }
    }

    @Param(name = "visitor", gen = IntGen.class, conf = "1:2")
    public static class EachForItself {

        private final ConcurrentHashMap<Integer, Integer> sessions = new ConcurrentHashMap<>();
        private final ConcurrentHashMap<Integer, AtomicInteger> opened = new ConcurrentHashMap<>();

        @Operation
        public int call(@Param(name = "visitor") int visitor) {
            return session(visitor);
        }

        int session(int visitor) {
            return isOpen(visitor) ? opened(visitor) : open(visitor);
        }

        boolean isOpen(int visitor) {
            return sessions.containsKey(visitor);
        }

        int opened(int visitor) {
            return sessions.get(visitor);
        }

        int open(int visitor) {
            int session = opened.computeIfAbsent(visitor, first -> new AtomicInteger())
                    .incrementAndGet();
            sessions.put(visitor, session);
            return session;
        }
    }
}
