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

/** Control: the contract detects stores with typical flaws. */
class SessionStoreContractControlTest {

    private static final Map<Flaw, List<Promise>> BROKEN = Map.of(
            Flaw.NO_LOCK,
                    List.of(
                            Contract::exactlyOneOfManyClaimsIsGranted,
                            Contract::everyReplacementOfManyThreadsTakesEffect,
                            Contract::everyReplacementOfManyVisitorsTakesEffect,
                            Contract::opensOneSessionForEachVisitor),
            Flaw.NO_RETENTION, List.of(Contract::forgetsAVisitorAfterTheRetention),
            Flaw.THROWS_AT_UNREADABLE_VALUES,
                    List.of(Contract::anUnreadableValueIsAbsent, Contract::aTruncatedValueIsAbsent),
            Flaw.KEEPS_UNREADABLE_VALUES,
                    List.of(
                            Contract::anUnreadableValueIsAbsent,
                            Contract::anUnreadableValueIsReplaced,
                            Contract::aTruncatedValueIsAbsent,
                            Contract::aValueOfAnEarlierReleaseIsAbsent),
            Flaw.OVERWRITES_LATER_RELEASES, List.of(Contract::aValueOfALaterReleaseIsKept),
            Flaw.KEEPS_LATER_RELEASES_FOREVER,
                    List.of(Contract::aValueOfALaterReleaseIsKept, Contract::aSessionReplacesAValueOfALaterRelease),
            Flaw.READS_LATER_RELEASES, List.of(Contract::aValueOfALaterReleaseIsKept),
            Flaw.CLAIMS_NEVER_END, List.of(Contract::aClaimEndsWithItsLease),
            Flaw.CLAIMS_WITHOUT_RECORD, List.of(Contract::aClaimReturnsTheStoredVisitorId));

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void detectsTheFlaw(Flaw flaw) {
        assertThat(BROKEN.get(flaw)).isNotEmpty().allMatch(promise -> isDetected(promise, flaw));
    }

    /** Tries 20 times, because a race does not occur every time. */
    private static boolean isDetected(Promise promise, Flaw flaw) {
        return IntStream.range(0, 20).anyMatch(i -> catchThrowable(() -> promise.check(new Contract(flaw))) != null);
    }

    @Test
    void acceptsAStoreWithoutFlaws() {
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

        void anUnreadableValueIsAbsent() {
            anUnreadableValueIsAbsent("unreadable".getBytes(StandardCharsets.UTF_8));
        }

        void anUnreadableValueIsReplaced() {
            anUnreadableValueIsReplacedByAVisitorId("unreadable".getBytes(StandardCharsets.UTF_8));
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
