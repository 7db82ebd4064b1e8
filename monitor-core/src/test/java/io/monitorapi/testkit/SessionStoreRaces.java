package io.monitorapi.testkit;

import static io.monitorapi.testkit.Samples.visitorOnly;
import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.port.SessionStore;
import io.monitorapi.port.SessionStore.Claim;
import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.Visitor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The part of {@link SessionStoreContract} that runs with many threads. */
abstract class SessionStoreRaces {

    /** Longer than the test takes on a slow machine. */
    private static final Duration LEASE = Duration.ofMinutes(1);

    private static final long SEED = 20_260_101;

    /** A visitor that no other test uses, so that tests may share a store. */
    protected final Visitor visitor = randomVisitor();

    abstract SessionStore store();

    abstract Instant now();

    @Test
    void exactlyOneOfManyClaimsIsGranted() throws Exception {
        List<Claim> claims = concurrently(16, () -> store().claim(visitor, LEASE));

        assertThat(claims).filteredOn(Claim.Granted.class::isInstance).hasSize(1);
    }

    @Test
    void everyReplacementOfManyThreadsTakesEffect() throws Exception {
        store().replace(visitor, 0, record(1, 1));

        concurrently(8, () -> {
            for (int i = 0; i < 50; i++) {
                incrementGeneration();
            }
            return true;
        });

        assertThat(store().find(visitor)).map(SessionRecord::generation).contains(401L);
    }

    /** The operations are random with a fixed seed; the expected result does not depend on them. */
    @Test
    void everyReplacementOfManyVisitorsTakesEffect() throws Exception {
        List<Visitor> visitors = visitors(5);
        Map<Visitor, LongAdder> replacements =
                visitors.stream().collect(Collectors.toMap(one -> one, one -> new LongAdder()));

        withRandom(8, random -> {
            for (int i = 0; i < 40; i++) {
                Visitor one = visitors.get(random.nextInt(visitors.size()));
                if (tryToIncrementGeneration(one, random)) {
                    replacements.get(one).increment();
                }
            }
        });

        assertThat(visitors)
                .allSatisfy(one -> assertThat(generation(one))
                        .isEqualTo(replacements.get(one).sum()));
    }

    /** As in the engine: the thread with the claim opens the session, or fails and releases the claim. */
    @Test
    void opensOneSessionForEachVisitor() throws Exception {
        AtomicInteger sessions = new AtomicInteger();
        List<Visitor> visitors = visitors(10);

        withRandom(8, random -> {
            List<Visitor> order = new ArrayList<>(visitors);
            Collections.shuffle(order, random);
            order.forEach(one -> open(one, random, sessions));
        });

        assertThat(sessions).hasValue(visitors.size());
    }

    /** {@return a record created now in the store's time} */
    SessionRecord.Paired record(int number, long generation) {
        return new SessionRecord.Paired(Samples.session(number), now(), now(), generation, null);
    }

    private void incrementGeneration() {
        boolean replaced = false;
        while (!replaced) {
            long generation = store().find(visitor).orElseThrow().generation();
            replaced = store().replace(visitor, generation, record(1, generation + 1));
        }
    }

    private boolean tryToIncrementGeneration(Visitor one, Random random) {
        long generation = generation(one);
        SessionRecord next = random.nextBoolean() ? record(1, generation + 1) : visitorOnly(1, generation + 1);
        return store().replace(one, generation, next);
    }

    private long generation(Visitor one) {
        return store().find(one).map(SessionRecord::generation).orElse(0L);
    }

    private void open(Visitor one, Random random, AtomicInteger sessions) {
        Claim claim = store().claim(one, LEASE);
        while (!(claim instanceof Claim.Present)) {
            if (claim instanceof Claim.Granted granted && random.nextInt(3) == 0) {
                store().release(one, granted);
            } else if (claim instanceof Claim.Granted) {
                int number = sessions.incrementAndGet();
                store().replace(one, 0, record(number, number));
            }
            Thread.yield();
            claim = store().claim(one, LEASE);
        }
    }

    private static Visitor randomVisitor() {
        return Visitor.of(UUID.randomUUID().toString());
    }

    private static List<Visitor> visitors(int count) {
        return Stream.generate(SessionStoreRaces::randomVisitor).limit(count).toList();
    }

    private static void withRandom(int threads, Consumer<Random> work) throws Exception {
        Random seeds = new Random(SEED);
        concurrently(threads, () -> {
            work.accept(new Random(seeds.nextLong()));
            return true;
        });
    }

    private static <T> List<T> concurrently(int threads, Callable<T> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        CyclicBarrier start = new CyclicBarrier(threads);
        Callable<T> simultaneous = () -> {
            start.await();
            return work.call();
        };
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> future : pool.invokeAll(Collections.nCopies(threads, simultaneous))) {
                results.add(future.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }
}
