package io.monitorapi.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.monitorapi.port.SessionStore;
import io.monitorapi.session.Visitor;
import io.monitorapi.testkit.FlawedSessionStore.Flaw;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract notices what a store does wrong; each flaw is one that somebody would write. */
class SessionStoreContractControlTest {

    private static final Map<Flaw, List<Promise>> BROKEN = Map.of(
            Flaw.NO_LOCK,
                    List.of(
                            Contract::exactlyOneOfManyClaimsIsGranted,
                            Contract::countsEveryReplacementOfManyThreads,
                            Contract::countsEveryReplacementOfManyVisitors,
                            Contract::opensOneSessionForEachVisitor),
            Flaw.NO_RETENTION, List.of(Contract::forgetsAVisitorAfterTheRetention),
            Flaw.THROWS_AT_GARBAGE, List.of(Contract::garbageIsAbsent, Contract::aTruncatedValueIsAbsentWhereverItEnds),
            Flaw.GARBAGE_STAYS,
                    List.of(
                            Contract::garbageIsAbsent,
                            Contract::garbageGivesWay,
                            Contract::aTruncatedValueIsAbsentWhereverItEnds,
                            Contract::aValueOfAnEarlierReleaseIsAbsent),
            Flaw.OVERWRITES_LATER_RELEASES, List.of(Contract::aValueOfALaterReleaseIsLeftAlone),
            Flaw.KEEPS_LATER_RELEASES_FOR_EVER,
                    List.of(
                            Contract::aValueOfALaterReleaseIsLeftAlone,
                            Contract::aSessionTakesThePlaceOfAValueOfALaterRelease),
            Flaw.READS_LATER_RELEASES, List.of(Contract::aValueOfALaterReleaseIsLeftAlone),
            Flaw.CLAIMS_NEVER_END, List.of(Contract::aClaimOutlivesADeadClaimant),
            Flaw.CLAIMS_TELL_NOTHING, List.of(Contract::aClaimTellsTheVisitorIdThatIsKnown));

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void noticesTheFlaw(Flaw flaw) {
        assertThat(BROKEN.get(flaw)).isNotEmpty().allMatch(promise -> isNoticed(promise, flaw));
    }

    /** A race may hide once, but not twenty times. */
    private static boolean isNoticed(Promise promise, Flaw flaw) {
        return IntStream.range(0, 20).anyMatch(i -> catchThrowable(() -> promise.check(new Contract(flaw))) != null);
    }

    @Test
    void findsNoFlawWhereThereIsNone() {
        BROKEN.values().stream()
                .flatMap(List::stream)
                .forEach(promise -> assertThat(catchThrowable(() -> promise.check(new Contract(Flaw.NONE))))
                        .isNull());
    }

    private interface Promise {
        void check(Contract contract) throws Exception;
    }

    private static final class Contract extends DurableSessionStoreContract {

        private final VirtualTime time = new VirtualTime();
        private final Flaw flaw;
        private final FlawedSessionStore store;

        Contract(Flaw flaw) {
            this.flaw = flaw;
            this.store = new FlawedSessionStore(flaw, Duration.ofDays(30), time);
        }

        void garbageIsAbsent() {
            garbageIsAbsent("garbage".getBytes(StandardCharsets.UTF_8));
        }

        void garbageGivesWay() {
            garbageGivesWayToAVisitorId("garbage".getBytes(StandardCharsets.UTF_8));
        }

        @Override
        protected SessionStore store() {
            return store;
        }

        @Override
        protected SessionStore storeWithRetention(Duration retention) {
            return new FlawedSessionStore(flaw, retention, time);
        }

        @Override
        protected Instant now() {
            return time.instant();
        }

        @Override
        protected void pass(Duration duration) {
            time.advance(duration);
        }

        @Override
        protected byte[] stored(Visitor visitor) {
            return store.values.getOrDefault(visitor, new byte[0]);
        }

        @Override
        protected void plant(Visitor visitor, byte[] value) {
            store.values.put(visitor, value);
        }

        @Override
        protected byte[] ofRelease(int number, byte[] value) {
            byte[] other = value.clone();
            other[0] = (byte) ('0' + number);
            return other;
        }
    }
}
