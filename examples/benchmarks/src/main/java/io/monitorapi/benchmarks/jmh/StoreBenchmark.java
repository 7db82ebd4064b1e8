package io.monitorapi.benchmarks.jmh;

import io.monitorapi.benchmarks.growth.Records;
import io.monitorapi.memory.InMemorySessionStore;
import io.monitorapi.session.SessionLifetime;
import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.SessionRecord.Paired;
import io.monitorapi.session.Visitor;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The in-memory store compared with a bare map, for random visitors. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class StoreBenchmark {

    /** The number of visitors. */
    @Param({"10", "1000", "100000", "1000000"})
    public int visitors;

    private Visitor[] keys = {};
    private final ConcurrentMap<Visitor, SessionRecord> map = new ConcurrentHashMap<>();
    private InMemorySessionStore store = new InMemorySessionStore();

    /** Fills store and map. */
    @Setup
    public void fill() {
        store = new InMemorySessionStore(visitors + 1, SessionLifetime.DEFAULT, InstantSource.system());
        keys = new Visitor[visitors];
        for (int i = 0; i < visitors; i++) {
            keys[i] = Records.visitor(i);
            Paired record = Records.record(i);
            store.replace(keys[i], 0, record);
            map.put(keys[i], record);
        }
    }

    /** {@return the record of a visitor in the store} */
    @Benchmark
    public Optional<SessionRecord> storeGet() {
        return store.find(key());
    }

    /** {@return the record of a visitor in the map} */
    @Benchmark
    public @Nullable SessionRecord mapGet() {
        return map.get(key());
    }

    /** {@return whether the store accepted a newer record} */
    @Benchmark
    public boolean storePut() {
        Visitor key = key();
        Paired old = (Paired) store.find(key).orElseThrow();
        return store.replace(key, old.generation(), next(old));
    }

    /** {@return the replaced record of the map} */
    @Benchmark
    public @Nullable SessionRecord mapPut() {
        Visitor key = key();
        Paired old = (Paired) Objects.requireNonNull(map.get(key));
        return map.put(key, next(old));
    }

    private Visitor key() {
        return keys[ThreadLocalRandom.current().nextInt(keys.length)];
    }

    private static Paired next(Paired old) {
        return new Paired(old.session(), old.created(), old.lastUsed(), old.generation() + 1, old.pageId());
    }
}
