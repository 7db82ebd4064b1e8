package io.monitorapi.memory;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.monitorapi.port.SessionStore.Claim;
import io.monitorapi.session.MonitorSession;
import io.monitorapi.session.SessionLifetime;
import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.Visitor;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Concurrent operations of the store have the same results as some sequential order of them. */
@Tag("long")
class InMemorySessionStoreLinearizabilityTest {

    @Test
    void theStoreIsLinearizable() {
        options().check(Store.class);
    }

    /** Control: a store that reads and then writes. */
    @Test
    void aStoreThatReadsBeforeItWritesIsNotLinearizable() {
        assertThatExceptionOfType(LincheckAssertionError.class)
                .isThrownBy(() -> options().check(ReadThenWrite.class));
    }

    private static ModelCheckingOptions options() {
        return new ModelCheckingOptions()
                .iterations(6)
                .invocationsPerIteration(150)
                .threads(3)
                .actorsPerThread(3);
    }

    @Param(name = "visitor", gen = IntGen.class, conf = "1:2")
    @Param(name = "generation", gen = IntGen.class, conf = "0:2")
    public static class Store {

        private final InMemorySessionStore store =
                new InMemorySessionStore(10, SessionLifetime.DEFAULT, () -> Instant.EPOCH);

        @Operation
        public long find(@Param(name = "visitor") int visitor) {
            return store.find(visitor(visitor)).map(SessionRecord::generation).orElse(0L);
        }

        /** Returns the type only, because tokens differ between executions. */
        @Operation
        public String claim(@Param(name = "visitor") int visitor) {
            Claim claim = store.claim(visitor(visitor), Duration.ofMinutes(1));
            return claim.getClass().getSimpleName();
        }

        @Operation
        public boolean replace(@Param(name = "visitor") int visitor, @Param(name = "generation") int generation) {
            return store.replace(visitor(visitor), generation, record(generation + 1));
        }

        @Operation
        public void forget(@Param(name = "visitor") int visitor) {
            store.forget(visitor(visitor));
        }

        private static Visitor visitor(int number) {
            return Visitor.of("visitor-" + number);
        }

        private static SessionRecord record(int generation) {
            return new SessionRecord.Paired(
                    new MonitorSession("vid", "sid"), Instant.EPOCH, Instant.EPOCH, generation, null);
        }
    }

    @Param(name = "visitor", gen = IntGen.class, conf = "1:2")
    @Param(name = "generation", gen = IntGen.class, conf = "0:2")
    public static class ReadThenWrite {

        private final ConcurrentHashMap<Integer, Integer> generations = new ConcurrentHashMap<>();

        @Operation
        public boolean replace(@Param(name = "visitor") int visitor, @Param(name = "generation") int generation) {
            boolean same = generations.getOrDefault(visitor, 0) == generation;
            if (same) {
                generations.put(visitor, generation + 1);
            }
            return same;
        }
    }
}
