package io.monitorapi.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RetryRulesTest {

    private static final Set<Reason> SERVICE_ASKS = EnumSet.of(
            Reason.ACCOUNT_LOADING,
            Reason.THROTTLED,
            Reason.UNAVAILABLE,
            Reason.PROXY_THROTTLED,
            Reason.PROXY_UNAVAILABLE);
    private static final Set<Reason> IF_IDEMPOTENT = EnumSet.of(
            Reason.SERVER_ERROR,
            Reason.PROXY_ERROR,
            Reason.CONNECT,
            Reason.DNS,
            Reason.TIMEOUT,
            Reason.CONNECTION_LOST);
    private static final Set<Reason> LOCAL = EnumSet.of(
            Reason.DEADLINE,
            Reason.SATURATED,
            Reason.CREATION_LIMITED,
            Reason.CIRCUIT_OPEN,
            Reason.INTERRUPTED,
            Reason.CANCELLED);

    @ParameterizedTest
    @EnumSource(Reason.class)
    void anIdempotentRequestIsRetryableUnlessARetryCannotHelp(Reason reason) {
        boolean helps = SERVICE_ASKS.contains(reason) || IF_IDEMPOTENT.contains(reason) || LOCAL.contains(reason);

        assertThat(RetryRules.isRetryable(reason, Sent.MAYBE, true)).isEqualTo(helps);
        assertThat(RetryRules.isRetryable(reason, Sent.NO, false)).isEqualTo(helps);
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void aRequestThatMayHaveBeenProcessedIsRetryableOnlyIfTheServiceAsks(Reason reason) {
        boolean retryable = SERVICE_ASKS.contains(reason) || LOCAL.contains(reason);

        assertThat(RetryRules.isRetryable(reason, Sent.MAYBE, false)).isEqualTo(retryable);
        assertThat(RetryRules.isRetryable(reason, Sent.YES, false)).isEqualTo(retryable);
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void whatThisClientRefusedIsLocal(Reason reason) {
        boolean local = LOCAL.contains(reason) || reason == Reason.CLOSED;

        assertThat(RetryRules.isLocal(reason)).isEqualTo(local);
    }

    @ParameterizedTest(name = "idempotent {0}, opens a session {1}, widened {2}: {3}")
    @CsvSource({
        "true, false, false, true",
        "true, true, false, false",
        "true, true, true, true",
        "false, false, true, false",
        "false, true, true, false"
    })
    void aRequestThatOpensASessionIsIdempotentOnlyIfThatIsAccepted(
            boolean idempotent, boolean opensSession, boolean widened, boolean expected) {
        assertThat(RetryRules.isIdempotent(idempotent, opensSession, widened)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"UNAVAILABLE, true, true", "UNAVAILABLE, false, false", "CIRCUIT_OPEN, true, false"})
    void aPolicyRetriesWhatIsRetryableAndWasNotRefusedByThisClient(Reason reason, boolean retryable, boolean expected) {
        MonitorException failure =
                MonitorException.builder(reason).retryable(retryable).build();

        assertThat(RetryRules.isRetryableInCall(failure)).isEqualTo(expected);
    }

    @Test
    void aPolicyDoesNotRetryOtherExceptions() {
        assertThat(RetryRules.isRetryableInCall(new IllegalStateException("broken")))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void aNewSessionHelpsIfTheServiceDoesNotKnowTheOldOne(Reason reason) {
        boolean lost = reason == Reason.VISITOR_UNKNOWN || reason == Reason.SESSION_UNKNOWN;

        assertThat(RetryRules.isRetryableInNewSession(
                        MonitorException.builder(reason).build()))
                .isEqualTo(lost);
        assertThat(RetryRules.isRetryableInNewSession(new IllegalStateException("broken")))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "TIMEOUT, MAYBE, false",
        "SERVER_ERROR, YES, false",
        "CONNECT, NO, true",
        "INVALID_REQUEST, YES, true",
        "SESSION_UNKNOWN, YES, true"
    })
    void anotherCallOpensTheSessionUnlessTheServiceMayHaveOpenedIt(Reason reason, Sent sent, boolean expected) {
        MonitorException failure = MonitorException.builder(reason).sent(sent).build();

        assertThat(RetryRules.isHandshakeRepeatable(failure)).isEqualTo(expected);
    }

    @Test
    void anotherCallOpensTheSessionAfterAnUnknownException() {
        assertThat(RetryRules.isHandshakeRepeatable(new IllegalStateException("broken")))
                .isTrue();
    }
}
