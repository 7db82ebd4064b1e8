package io.monitorapi.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.port.GatewayResult;
import io.monitorapi.port.GatewayResult.Failed;
import io.monitorapi.testkit.Samples;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MonitorExceptionsTest {

    private static final IllegalStateException BROKEN = new IllegalStateException("broken");

    @Test
    void anAnswerStaysWhatItIs() {
        GatewayResult answer = Samples.created(1);

        assertThat(MonitorExceptions.answer(answer, null)).isSameAs(answer);
    }

    @Test
    void nothingIsAnAnswerThatBreaksTheContract() {
        assertThat(MonitorExceptions.answer(null, null))
                .isEqualTo(new Failed(Reason.ADAPTER, Sent.MAYBE, "the gateway answered null", null));
    }

    @Test
    void whatAGatewayThrowsIsTheCause() {
        assertThat(MonitorExceptions.answer(null, new CompletionException(BROKEN)))
                .isEqualTo(new Failed(Reason.ADAPTER, Sent.MAYBE, "the gateway threw an exception", BROKEN));
        assertThat(MonitorExceptions.answer(Samples.created(1), BROKEN)).isInstanceOf(Failed.class);
    }

    @Test
    void aCallThatWasGivenUpBreaksNoContract() {
        assertThat(MonitorExceptions.answer(null, new CompletionException(new CancellationException())))
                .isEqualTo(new Failed(Reason.CONNECTION_LOST, Sent.MAYBE, "the call was given up", null));
    }

    @ParameterizedTest
    @CsvSource({"0, NO", "1, MAYBE"})
    void anythingElseThanOurExceptionIsOneOfAnAdapter(int attempts, Sent sent) {
        MonitorException failure = MonitorExceptions.known(new CompletionException(BROKEN), attempts);

        assertThat(failure.reason()).isEqualTo(Reason.ADAPTER);
        assertThat(failure.sent()).isEqualTo(sent);
        assertThat(failure.attempts()).isEqualTo(attempts);
        assertThat(failure).hasCause(BROKEN);
    }

    @Test
    void ourExceptionIsKnown() {
        MonitorException known = MonitorException.builder(Reason.CONNECT).build();

        assertThat(MonitorExceptions.known(new CompletionException(known), 1)).isSameAs(known);
    }

    @Test
    void workThatThrowsFailsItsFuture() {
        Error error = new StackOverflowError();

        assertThat(MonitorExceptions.guarded(() -> CompletableFuture.completedFuture("done")))
                .isCompletedWithValue("done");
        assertThat(MonitorExceptions.guarded(() -> {
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

        MonitorException here = MonitorExceptions.here(failure);

        assertThat(here).isNotSameAs(failure).hasSuppressedException(earlier).hasMessage(failure.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"VISITOR_UNKNOWN, true", "SESSION_UNKNOWN, true", "CONTEXT_LOST, false", "CONNECT, false"})
    void aSessionIsLostWhenTheServiceDoesNotKnowIt(Reason reason, boolean lost) {
        assertThat(MonitorExceptions.isSessionLost(
                        MonitorException.builder(reason).build()))
                .isEqualTo(lost);
        assertThat(MonitorExceptions.isSessionLost(BROKEN)).isFalse();
    }

    @Test
    void onlyWhatWrapsAnotherIsUnwrapped() {
        CompletionException empty = new CompletionException("empty", null);

        assertThat(MonitorExceptions.unwrapped(empty)).isSameAs(empty);
        assertThat(MonitorExceptions.unwrapped(BROKEN)).isSameAs(BROKEN);
        assertThat(MonitorExceptions.unwrapped(new CompletionException(BROKEN))).isSameAs(BROKEN);
    }
}
