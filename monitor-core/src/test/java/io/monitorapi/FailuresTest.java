package io.monitorapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.port.GatewayAnswer;
import io.monitorapi.port.GatewayAnswer.Failed;
import io.monitorapi.testkit.Samples;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailuresTest {

    private static final IllegalStateException BROKEN = new IllegalStateException("broken");

    @Test
    void anAnswerStaysWhatItIs() {
        GatewayAnswer answer = Samples.created(1);

        assertThat(Failures.answer(answer, null)).isSameAs(answer);
    }

    @Test
    void nothingIsAnAnswerThatBreaksTheContract() {
        assertThat(Failures.answer(null, null))
                .isEqualTo(new Failed(Reason.ADAPTER, Sent.MAYBE, "the gateway answered null", null));
    }

    @Test
    void whatAGatewayThrowsIsTheCause() {
        assertThat(Failures.answer(null, new CompletionException(BROKEN)))
                .isEqualTo(new Failed(Reason.ADAPTER, Sent.MAYBE, "the gateway threw an exception", BROKEN));
        assertThat(Failures.answer(Samples.created(1), BROKEN)).isInstanceOf(Failed.class);
    }

    @Test
    void aCallThatWasGivenUpBreaksNoContract() {
        assertThat(Failures.answer(null, new CompletionException(new CancellationException())))
                .isEqualTo(new Failed(Reason.CONNECTION_LOST, Sent.MAYBE, "the call was given up", null));
    }

    @ParameterizedTest
    @CsvSource({"0, NO", "1, MAYBE"})
    void anythingElseThanOurExceptionIsOneOfAnAdapter(int attempts, Sent sent) {
        MonitorException failure = Failures.known(new CompletionException(BROKEN), attempts);

        assertThat(failure.reason()).isEqualTo(Reason.ADAPTER);
        assertThat(failure.sent()).isEqualTo(sent);
        assertThat(failure.attempts()).isEqualTo(attempts);
        assertThat(failure).hasCause(BROKEN);
    }

    @Test
    void ourExceptionIsKnown() {
        MonitorException known = MonitorException.builder(Reason.CONNECT).build();

        assertThat(Failures.known(new CompletionException(known), 1)).isSameAs(known);
    }

    @Test
    void workThatThrowsFailsItsFuture() {
        Error error = new StackOverflowError();

        assertThat(Failures.guarded(() -> CompletableFuture.completedFuture("done")))
                .isCompletedWithValue("done");
        assertThat(Failures.guarded(() -> {
                            throw error;
                        })
                        .handle((done, thrown) -> thrown))
                .isCompletedWithValue(error);
    }

    @Test
    void aFailureMadeAnewHasTheEarlierOnesToo() {
        MonitorException failure = MonitorException.builder(Reason.CONNECT).build();
        MonitorException earlier = MonitorException.builder(Reason.DNS).build();
        failure.addSuppressed(earlier);

        MonitorException here = Failures.here(failure);

        assertThat(here).isNotSameAs(failure).hasSuppressedException(earlier).hasMessage(failure.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"VISITOR_UNKNOWN, true", "SESSION_UNKNOWN, true", "CONTEXT_LOST, false", "CONNECT, false"})
    void aSessionIsLostWhenTheServiceDoesNotKnowIt(Reason reason, boolean lost) {
        assertThat(Failures.isSessionLost(MonitorException.builder(reason).build()))
                .isEqualTo(lost);
        assertThat(Failures.isSessionLost(BROKEN)).isFalse();
    }

    @Test
    void onlyWhatWrapsAnotherIsUnwrapped() {
        CompletionException empty = new CompletionException("empty", null);

        assertThat(Failures.unwrapped(empty)).isSameAs(empty);
        assertThat(Failures.unwrapped(BROKEN)).isSameAs(BROKEN);
        assertThat(Failures.unwrapped(new CompletionException(BROKEN))).isSameAs(BROKEN);
    }
}
