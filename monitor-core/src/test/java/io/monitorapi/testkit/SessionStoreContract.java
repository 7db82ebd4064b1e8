package io.monitorapi.testkit;

import static io.monitorapi.testkit.Samples.paired;
import static io.monitorapi.testkit.Samples.visitorOnly;
import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.port.SessionStore;
import io.monitorapi.port.SessionStore.Claim;
import io.monitorapi.session.MonitorSession;
import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.Visitor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every session store promises; extend it in the test of yours. */
public abstract class SessionStoreContract {

    private static final Duration LEASE = Duration.ofSeconds(5);

    /** A visitor that no other test knows, so that stores may be shared between tests. */
    protected final Visitor visitor = Visitor.of(UUID.randomUUID().toString());

    /** {@return the store under test, the same one during one test} */
    protected abstract SessionStore store();

    /** {@return the present time of the store} */
    protected abstract Instant now();

    /** Lets the store's time pass: on its clock, or really. */
    protected abstract void pass(Duration time);

    @Test
    void knowsNobodyAtFirst() {
        assertThat(store().find(visitor)).isEmpty();
    }

    @Test
    void findsWhatWasStored() {
        SessionRecord.Paired record = record(1, 1);

        assertThat(store().replace(visitor, 0, record)).isTrue();

        assertThat(store().find(visitor)).contains(record);
    }

    @Test
    void keepsContextsAndPage() {
        SessionRecord.Paired record =
                new SessionRecord.Paired(Samples.session(1), now(), now(), 1, List.of(Samples.context()), "page-1");

        store().replace(visitor, 0, record);

        assertThat(store().find(visitor)).contains(record);
    }

    @Test
    void keepsAVisitorWithoutASession() {
        SessionRecord.VisitorOnly record = new SessionRecord.VisitorOnly("vid-1", now(), now(), 1);

        store().replace(visitor, 0, record);

        assertThat(store().find(visitor)).contains(record);
    }

    @Test
    void keepsIdsThatNeedEscaping() {
        MonitorSession odd = new MonitorSession("a&sid=\"evil\"\\{}%00'", "<!--/../$#;");
        SessionRecord.Paired record = new SessionRecord.Paired(odd, now(), now(), 1, List.of(), null);

        store().replace(visitor, 0, record);

        assertThat(store().find(visitor)).contains(record);
    }

    @Test
    void replacesOnlyTheExpectedGeneration() {
        store().replace(visitor, 0, record(1, 1));

        assertThat(store().replace(visitor, 7, record(2, 8))).isFalse();
        assertThat(store().replace(visitor, 0, record(2, 8))).isFalse();
        assertThat(store().replace(visitor, 1, record(3, 2))).isTrue();
        assertThat(store().find(visitor)).contains(record(3, 2));
    }

    @Test
    void replacesNothingWhereThereIsNothing() {
        assertThat(store().replace(visitor, 1, record(1, 2))).isFalse();
        assertThat(store().find(visitor)).isEmpty();
    }

    @Test
    void forgetsOnlyTheExpectedGenerationWhenReplacedByNothing() {
        store().replace(visitor, 0, record(1, 3));

        assertThat(store().replace(visitor, 2, null)).isFalse();
        assertThat(store().find(visitor)).isPresent();
        assertThat(store().replace(visitor, 3, null)).isTrue();
        assertThat(store().find(visitor)).isEmpty();
    }

    @Test
    void forgetsAVisitor() {
        store().replace(visitor, 0, record(1, 1));

        store().forget(visitor);

        assertThat(store().find(visitor)).isEmpty();
    }

    @Test
    void keepsVisitorsApart() {
        Visitor other = Visitor.of(visitor.key() + "-other");

        store().replace(visitor, 0, record(1, 1));

        assertThat(store().find(other)).isEmpty();
    }

    @Test
    void grantsOneClaimAtATime() {
        assertThat(store().claim(visitor, LEASE)).isInstanceOf(Claim.Granted.class);
        assertThat(store().claim(visitor, LEASE)).isInstanceOf(Claim.Taken.class);
    }

    @Test
    void aClaimShowsASessionThatIsThere() {
        store().replace(visitor, 0, record(1, 1));

        assertThat(store().claim(visitor, LEASE)).isEqualTo(new Claim.Present(record(1, 1)));
    }

    @Test
    void aVisitorWithoutASessionCanBeClaimed() {
        store().replace(visitor, 0, visitorOnly(1, 1));

        assertThat(store().claim(visitor, LEASE)).isInstanceOf(Claim.Granted.class);
    }

    @Test
    void aSessionEndsTheClaim() {
        store().claim(visitor, LEASE);

        store().replace(visitor, 0, record(1, 1));

        assertThat(store().claim(visitor, LEASE)).isInstanceOf(Claim.Present.class);
    }

    @Test
    void aClaimSurvivesThatTheVisitorIdIsLearnt() {
        store().claim(visitor, LEASE);

        store().replace(visitor, 0, visitorOnly(1, 1));

        assertThat(store().claim(visitor, LEASE)).isInstanceOf(Claim.Taken.class);
    }

    @Test
    void aReleasedClaimIsGrantedAgain() {
        Claim.Granted granted = (Claim.Granted) store().claim(visitor, LEASE);

        store().release(visitor, granted);

        assertThat(store().claim(visitor, LEASE)).isInstanceOf(Claim.Granted.class);
    }

    @Test
    void aClaimOutlivesADeadClaimant() {
        store().claim(visitor, Duration.ofMillis(200));

        pass(Duration.ofMillis(250));

        assertThat(store().claim(visitor, LEASE)).isInstanceOf(Claim.Granted.class);
    }

    @Test
    void aLateReleaseDoesNotEndTheNextClaim() {
        Claim.Granted late = (Claim.Granted) store().claim(visitor, Duration.ofMillis(200));
        pass(Duration.ofMillis(250));
        store().claim(visitor, LEASE);

        store().release(visitor, late);

        assertThat(store().claim(visitor, LEASE)).isInstanceOf(Claim.Taken.class);
    }

    @Test
    void exactlyOneOfManyClaimsIsGranted() throws Exception {
        List<Claim> claims = together(16, () -> store().claim(visitor, LEASE));

        assertThat(claims).filteredOn(Claim.Granted.class::isInstance).hasSize(1);
    }

    @Test
    void countsEveryReplacementOfManyThreads() throws Exception {
        store().replace(visitor, 0, record(1, 1));

        together(8, () -> {
            for (int i = 0; i < 50; i++) {
                raiseGeneration();
            }
            return true;
        });

        assertThat(store().find(visitor)).map(SessionRecord::generation).contains(401L);
    }

    private void raiseGeneration() {
        boolean replaced = false;
        while (!replaced) {
            long generation = store().find(visitor).orElseThrow().generation();
            replaced = store().replace(visitor, generation, record(1, generation + 1));
        }
    }

    private SessionRecord.Paired record(int number, long generation) {
        SessionRecord.Paired sample = paired(number, generation);
        return new SessionRecord.Paired(sample.session(), now(), now(), generation, List.of(), null);
    }

    private static <T> List<T> together(int threads, Callable<T> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<T>> futures = pool.invokeAll(
                    IntStream.range(0, threads).mapToObj(i -> work).toList());
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }
}
