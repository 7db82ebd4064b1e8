package io.monitorapi.testkit;

import static io.monitorapi.testkit.Samples.visitorOnly;
import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.port.SessionStore;
import io.monitorapi.port.SessionStore.Claim;
import io.monitorapi.session.MonitorSession;
import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.Visitor;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * The contract of a session store. Extend it in the test of an implementation, or extend {@link DurableSessionStoreContract}
 * if its values outlive the process.
 */
public abstract class SessionStoreContract extends SessionStoreRaces {

    private static final Duration LEASE = Duration.ofSeconds(5);

    /** {@return the store under test, the same instance during one test} */
    @Override
    protected abstract SessionStore store();

    /** {@return the current time of the store} */
    @Override
    protected abstract Instant now();

    /** Advances the store's clock, or waits. */
    protected abstract void pass(Duration time);

    /** {@return a store of the same type and clock with this retention} */
    protected abstract SessionStore storeWithRetention(Duration retention);

    @Test
    void findsNothingInAnEmptyStore() {
        assertThat(store().find(visitor)).isEmpty();
    }

    @Test
    void findsAStoredRecord() {
        SessionRecord.Paired record = record(1, 1);

        assertThat(store().replace(visitor, 0, record)).isTrue();

        assertThat(store().find(visitor)).contains(record);
    }

    @Test
    void storesThePage() {
        SessionRecord.Paired record = new SessionRecord.Paired(Samples.session(1), now(), now(), 1, "page-1");

        store().replace(visitor, 0, record);

        assertThat(store().find(visitor)).contains(record);
    }

    @Test
    void storesAVisitorWithoutASession() {
        SessionRecord.VisitorOnly record = new SessionRecord.VisitorOnly("vid-1", now(), now(), 1);

        store().replace(visitor, 0, record);

        assertThat(store().find(visitor)).contains(record);
    }

    @Test
    void storesIdsThatNeedEscaping() {
        MonitorSession odd = new MonitorSession("a&sid=\"evil\"\\{}%00'", "<!--/../$#;");
        SessionRecord.Paired record = new SessionRecord.Paired(odd, now(), now(), 1, null);

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
    void replacesNothingInAnEmptyStore() {
        assertThat(store().replace(visitor, 1, record(1, 2))).isFalse();
        assertThat(store().find(visitor)).isEmpty();
    }

    @Test
    void removesOnlyTheExpectedGeneration() {
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
    void separatesVisitors() {
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
    void aClaimReturnsAStoredSession() {
        store().replace(visitor, 0, record(1, 1));

        assertThat(store().claim(visitor, LEASE)).isEqualTo(new Claim.Present(record(1, 1)));
    }

    @Test
    void grantsAClaimForAVisitorWithoutASession() {
        store().replace(visitor, 0, visitorOnly(1, 1));

        assertThat(store().claim(visitor, LEASE)).isInstanceOf(Claim.Granted.class);
    }

    @Test
    void aClaimReturnsTheStoredVisitorId() {
        SessionRecord.VisitorOnly record = new SessionRecord.VisitorOnly("vid-1", now(), now(), 1);
        assertThat(granted().record()).isNull();
        store().forget(visitor);
        store().replace(visitor, 0, record);

        assertThat(granted().record()).isEqualTo(record);
    }

    @Test
    void storingASessionEndsTheClaim() {
        store().claim(visitor, LEASE);

        store().replace(visitor, 0, record(1, 1));

        assertThat(store().claim(visitor, LEASE)).isInstanceOf(Claim.Present.class);
    }

    @Test
    void storingAVisitorIdKeepsTheClaim() {
        store().claim(visitor, LEASE);

        store().replace(visitor, 0, visitorOnly(1, 1));

        assertThat(store().claim(visitor, LEASE)).isInstanceOf(Claim.Taken.class);
    }

    @Test
    void grantsAClaimAgainAfterItsRelease() {
        Claim.Granted granted = (Claim.Granted) store().claim(visitor, LEASE);

        store().release(visitor, granted);

        assertThat(store().claim(visitor, LEASE)).isInstanceOf(Claim.Granted.class);
    }

    @Test
    void aClaimEndsWithItsLease() {
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
    void forgetsAVisitorAfterTheRetention() {
        SessionStore store = storeWithRetention(Duration.ofMillis(500));
        store.replace(visitor, 0, record(1, 1));
        assertThat(store.find(visitor)).isPresent();

        pass(Duration.ofMillis(600));

        assertThat(store.find(visitor)).isEmpty();
        assertThat(store.replace(visitor, 1, record(2, 2))).isFalse();
        assertThat(store.claim(visitor, LEASE)).isInstanceOf(Claim.Granted.class);
        assertThat(store.replace(visitor, 0, record(2, 7))).isTrue();
    }

    @Test
    void keepsAVisitorThatIsUsedWithinTheRetention() {
        SessionStore store = storeWithRetention(Duration.ofSeconds(2));
        store.replace(visitor, 0, record(1, 1));
        pass(Duration.ofMillis(1_200));
        store.replace(visitor, 1, record(1, 2));

        pass(Duration.ofMillis(1_200));

        assertThat(store.find(visitor)).map(SessionRecord::generation).contains(2L);
    }

    @Test
    void forgettingEndsTheClaim() {
        store().claim(visitor, LEASE);

        store().forget(visitor);

        assertThat(store().claim(visitor, LEASE)).isInstanceOf(Claim.Granted.class);
    }

    @Test
    void replacingNothingByNothingSucceeds() {
        assertThat(store().replace(visitor, 0, null)).isTrue();
        assertThat(store().find(visitor)).isEmpty();
    }

    @Test
    void storesTheLongestIds() {
        SessionRecord.Paired longest = longest();

        store().replace(visitor, 0, longest);

        assertThat(store().find(visitor)).contains(longest);
    }

    @Test
    void separatesVisitorsWithLongAndUnusualKeys() {
        Visitor longest = Visitor.of("k".repeat(512));
        Visitor odd = Visitor.of("../%00 '\";{}:*\u00fc\ud83d\ude00-" + visitor.key());
        store().replace(longest, 0, null);
        store().forget(longest);

        assertThat(store().replace(longest, 0, record(1, 1))).isTrue();
        assertThat(store().replace(odd, 0, record(2, 1))).isTrue();

        assertThat(store().find(longest)).contains(record(1, 1));
        assertThat(store().find(odd)).contains(record(2, 1));
        store().forget(longest);
    }

    private Claim.Granted granted() {
        return (Claim.Granted) store().claim(visitor, LEASE);
    }

    private SessionRecord.Paired longest() {
        String id = "\"".repeat(256);
        return new SessionRecord.Paired(new MonitorSession(id, id), now(), now(), Long.MAX_VALUE, "\u20ac".repeat(256));
    }
}
