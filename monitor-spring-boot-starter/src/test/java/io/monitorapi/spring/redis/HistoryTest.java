package io.monitorapi.spring.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.monitorapi.spring.redis.History.Call;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The control of {@link ManyNodesTest}: violated invariants are detected. */
class HistoryTest {

    private static final List<String> ISSUED = List.of("vid sid-1", "vid sid-2");
    private static final long ENDED = 10_000;

    @Test
    void detectsAPairThatWasNotIssuedAsAPair() {
        history(call("vid sid-1", 0), call("vid sid-2", 1)).everyPairIsOneOf(ISSUED);

        isNoticed(() -> history(call("vid sid-3", 0)).everyPairIsOneOf(ISSUED));
    }

    @Test
    void detectsTwoPairsOfOneVisitor() {
        history(call("vid sid-1", 0), call("vid sid-1", 1)).everyVisitorHasOnePair();

        isNoticed(() -> history(call("vid sid-1", 0), call("vid sid-2", 1)).everyVisitorHasOnePair());
    }

    @Test
    void detectsANodeThatReturnsAnOlderPair() {
        history(call("vid sid-1", 0), call("vid sid-2", 1)).noNodeGoesBack(ISSUED);

        isNoticed(() -> history(call("vid sid-2", 0), call("vid sid-1", 1)).noNodeGoesBack(ISSUED));
    }

    @Test
    void detectsACallInASessionThatHadEnded() {
        List<String> ended = List.of("vid sid-1");
        history(call("vid sid-1", ENDED + 1_000), call("vid sid-2", ENDED + 1_001))
                .noCallIsInASessionThatHadEnded(ended, ENDED);

        isNoticed(() -> history(call("vid sid-1", ENDED + 1_001)).noCallIsInASessionThatHadEnded(ended, ENDED));
    }

    @Test
    void detectsThatNoCallBeganAfterTheEndOfTheSessions() {
        isNoticed(() -> history(call("vid sid-2", ENDED)).noCallIsInASessionThatHadEnded(List.of(), ENDED));
    }

    @Test
    void readsWhatANodeWrites() {
        assertThat(Call.parse("7 vid sid 12")).isEqualTo(new Call("7", "vid sid", 12));
        assertThat(history(Call.parse("7 - TIMEOUT 12")).reasons()).containsExactly("- TIMEOUT");
    }

    private static void isNoticed(ThrowingCallable check) {
        assertThatThrownBy(check).isInstanceOf(AssertionError.class);
    }

    private static History history(Call... calls) {
        return new History(List.of(List.of(calls)));
    }

    private static Call call(String pair, long begun) {
        return new Call("visitor", pair, begun);
    }
}
