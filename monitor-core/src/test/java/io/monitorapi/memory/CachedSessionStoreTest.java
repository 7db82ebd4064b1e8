package io.monitorapi.memory;

import static io.monitorapi.testkit.Samples.session;
import static io.monitorapi.testkit.Samples.visitor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.monitorapi.port.MonitorListener;
import io.monitorapi.port.SessionStore.Claim;
import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.SessionRecord.Paired;
import io.monitorapi.session.SessionRecord.VisitorOnly;
import io.monitorapi.testkit.SharedFakeSessionStore;
import io.monitorapi.testkit.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CachedSessionStoreTest {

    private static final Duration LEASE = Duration.ofSeconds(5);

    private final VirtualTime time = new VirtualTime();
    private final SharedFakeSessionStore shared = new SharedFakeSessionStore(time);
    private final List<String> events = new ArrayList<>();
    private final CachedSessionStore here = node();
    private final CachedSessionStore there = node();

    @Test
    void readsTheStoreOnceInTenSeconds() {
        there.replace(visitor(), 0, paired(1, 1));

        here.find(visitor());
        time.advance(Duration.ofSeconds(9));
        here.find(visitor());
        assertThat(commands()).containsExactly("replace", "find");

        time.advance(Duration.ofSeconds(1));
        here.find(visitor());
        assertThat(commands()).containsExactly("replace", "find", "find");
    }

    @Test
    void readsTheStoreEachTimeIfNothingIsTrusted() {
        CachedSessionStore strict = node(Duration.ZERO);
        strict.replace(visitor(), 0, paired(1, 1));

        strict.find(visitor());
        strict.find(visitor());

        assertThat(commands()).containsExactly("replace", "find", "find");
    }

    @Test
    void aUseIsWrittenOnceAMinuteInTheBackground() {
        here.replace(visitor(), 0, paired(1, 1));
        for (int second = 1; second <= 120; second++) {
            time.advance(Duration.ofSeconds(1));
            Paired record = (Paired) here.find(visitor()).orElseThrow();
            assertThat(here.replace(visitor(), record.generation(), usedNow(record)))
                    .isTrue();
        }

        assertThat(commands()).filteredOn("replace"::equals).hasSizeBetween(2, 3);
        assertThat(here.find(visitor()).orElseThrow().lastUsed()).isEqualTo(time.instant());
        time.advance(Duration.ofSeconds(1));
        assertThat(there.find(visitor()).orElseThrow().lastUsed())
                .isAfter(time.instant().minusSeconds(62));
    }

    @Test
    void aNewPairIsWrittenImmediately() {
        here.replace(visitor(), 0, paired(1, 1));

        here.replace(visitor(), 1, paired(2, 2));

        assertThat(there.find(visitor())).contains(paired(2, 2));
    }

    @Test
    void aWriteOfAnotherNodeIsReadWithinTenSeconds() {
        here.replace(visitor(), 0, paired(1, 1));
        there.find(visitor());
        there.replace(visitor(), 1, paired(2, 2));

        time.advance(Duration.ofSeconds(10));

        assertThat(here.find(visitor())).contains(paired(2, 2));
    }

    @Test
    void aLateWriteIsRejectedAndTheRecordOfTheOtherNodeIsFound() {
        here.replace(visitor(), 0, paired(1, 1));
        there.find(visitor());
        there.replace(visitor(), 1, paired(2, 2));

        assertThat(here.replace(visitor(), 1, paired(3, 2))).isFalse();
        assertThat(here.find(visitor())).contains(paired(2, 2));
    }

    @Test
    void aVisitorThatAnotherNodeForgotIsForgottenWithinTenSeconds() {
        here.replace(visitor(), 0, paired(1, 1));
        there.forget(visitor());

        time.advance(Duration.ofSeconds(10));

        assertThat(here.find(visitor())).isEmpty();
    }

    @Test
    void anOutageIsReportedOnceAndTheStoreIsTriedOnceInTenSeconds() {
        here.replace(visitor(), 0, paired(1, 1));
        shared.startOutage();
        time.advance(Duration.ofSeconds(10));
        int before = commands().size();

        for (int second = 0; second < 60; second++) {
            for (int call = 0; call < 100; call++) {
                assertThat(here.find(visitor())).contains(paired(1, 1));
            }
            time.advance(Duration.ofSeconds(1));
        }

        assertThat(commands()).hasSize(before + 6);
        assertThat(events).containsExactly("out");
    }

    @Test
    void aSessionOpenedDuringAnOutageIsWrittenAfterIt() {
        shared.startOutage();
        assertThat(here.claim(visitor(), LEASE)).isInstanceOf(Claim.Granted.class);
        assertThat(here.replace(visitor(), 0, paired(1, 1))).isTrue();
        assertThat(here.claim(visitor(), LEASE)).isEqualTo(new Claim.Present(paired(1, 1)));
        time.advance(Duration.ofMinutes(10));

        shared.endOutage();
        time.advance(Duration.ofSeconds(11));

        assertThat(shared.find(visitor())).contains(paired(1, 1));
        assertThat(there.find(visitor())).contains(paired(1, 1));
        assertThat(events).containsExactly("out", "back");
    }

    @Test
    void ofTwoSessionsOpenedDuringAnOutageBothNodesKeepTheNewerOne() {
        for (boolean newerIsHere : new boolean[] {true, false}) {
            CachedSessionStore older = newerIsHere ? there : here;
            CachedSessionStore newer = newerIsHere ? here : there;
            older.find(visitor()).ifPresent(record -> older.forget(visitor()));
            newer.forget(visitor());
            time.advance(Duration.ofSeconds(10));
            events.clear();
            shared.startOutage();
            Paired oldSession = createdNow(1);
            older.replace(visitor(), generation(older), oldSession);
            time.advance(Duration.ofSeconds(3));
            Paired newSession = createdNow(2);
            newer.replace(visitor(), generation(newer), newSession);

            shared.endOutage();
            time.advance(Duration.ofSeconds(30));

            assertThat(pair(here)).isEqualTo(newSession.session());
            assertThat(pair(there)).isEqualTo(newSession.session());
            assertThat(events).containsOnlyOnce("orphaned");
        }
    }

    @Test
    void aStoreThatLostItsDataIsRestoredFromTheNodes() {
        here.replace(visitor(), 0, paired(1, 1));
        shared.startOutage();
        time.advance(Duration.ofSeconds(10));
        here.find(visitor());
        shared.loseItsMemory();
        shared.endOutage();
        time.advance(Duration.ofSeconds(20));

        assertThat(here.find(visitor())).contains(paired(1, 1));
        assertThat(there.find(visitor())).contains(paired(1, 1));
    }

    @Test
    void aVisitorForgottenDuringAnOutageIsRemovedFromTheStore() {
        here.replace(visitor(), 0, paired(1, 1));
        shared.startOutage();

        here.forget(visitor());
        assertThat(here.find(visitor())).isEmpty();
        shared.endOutage();
        time.advance(Duration.ofSeconds(11));

        assertThat(shared.find(visitor())).isEmpty();
        assertThat(there.find(visitor())).isEmpty();
    }

    @Test
    void aSessionThatEndedDuringAnOutageEndsInTheStore() {
        here.replace(visitor(), 0, paired(1, 1));
        shared.startOutage();
        VisitorOnly ended = new VisitorOnly("vid-1", time.instant(), time.instant(), 2);

        assertThat(here.replace(visitor(), 1, ended)).isTrue();
        shared.endOutage();
        time.advance(Duration.ofSeconds(11));

        assertThat(shared.find(visitor())).contains(ended);
    }

    /** Control: without the cache, an outage reaches the caller. */
    @Test
    void withoutTheCacheAnOutageReachesTheCaller() {
        shared.replace(visitor(), 0, paired(1, 1));
        shared.startOutage();

        assertThatIllegalStateException().isThrownBy(() -> shared.find(visitor()));
    }

    private CachedSessionStore node() {
        return node(Duration.ofSeconds(10));
    }

    private CachedSessionStore node(Duration trusted) {
        return new CachedSessionStore(shared, trusted, time, time, time, new MonitorListener() {
            @Override
            public void storeChanged(StoreChanged event) {
                events.add(event.reachable() ? "back" : "out");
            }

            @Override
            public void sessionOrphaned() {
                events.add("orphaned");
            }
        });
    }

    private List<String> commands() {
        return shared.commands();
    }

    private static long generation(CachedSessionStore node) {
        return node.find(visitor()).map(SessionRecord::generation).orElse(0L);
    }

    private static Object pair(CachedSessionStore node) {
        return ((Paired) node.find(visitor()).orElseThrow()).session();
    }

    private Paired usedNow(Paired record) {
        return new Paired(record.session(), record.created(), time.instant(), record.generation() + 1, record.pageId());
    }

    private Paired createdNow(int number) {
        return new Paired(session(number), time.instant(), time.instant(), 1, null);
    }

    private static Paired paired(int number, long generation) {
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        return new Paired(session(number), start, start, generation, null);
    }
}
