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
    void resultIsReturnedUnchanged() {
        GatewayResult result = Samples.created(1);

        assertThat(MonitorExceptions.toResult(result, null)).isSameAs(result);
    }

    @Test
    void nullResultBreaksTheContract() {
        assertThat(MonitorExceptions.toResult(null, null))
                .isEqualTo(new Failed(Reason.ADAPTER, Sent.MAYBE, "the gateway returned null", null));
    }

    @Test
    void exceptionOfTheGatewayBecomesTheCause() {
        assertThat(MonitorExceptions.toResult(null, new CompletionException(BROKEN)))
                .isEqualTo(new Failed(Reason.ADAPTER, Sent.MAYBE, "the gateway threw an exception", BROKEN));
        assertThat(MonitorExceptions.toResult(Samples.created(1), BROKEN)).isInstanceOf(Failed.class);
    }

    @Test
    void cancelledRequestDoesNotBreakTheContract() {
        assertThat(MonitorExceptions.toResult(null, new CompletionException(new CancellationException())))
                .isEqualTo(new Failed(Reason.CONNECTION_LOST, Sent.MAYBE, "the call was cancelled", null));
    }

    @ParameterizedTest
    @CsvSource({"0, NO", "1, MAYBE"})
    void otherExceptionBecomesAnAdapterFailure(int attempts, Sent sent) {
        MonitorException failure = MonitorExceptions.asMonitorException(new CompletionException(BROKEN), attempts);

        assertThat(failure.reason()).isEqualTo(Reason.ADAPTER);
        assertThat(failure.sent()).isEqualTo(sent);
        assertThat(failure.attempts()).isEqualTo(attempts);
        assertThat(failure).hasCause(BROKEN);
    }

    @Test
    void monitorExceptionIsReturnedUnchanged() {
        MonitorException failure = MonitorException.builder(Reason.CONNECT).build();

        assertThat(MonitorExceptions.asMonitorException(new CompletionException(failure), 1))
                .isSameAs(failure);
    }

    @Test
    void exceptionOfGuardedWorkFailsItsFuture() {
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
    void copyKeepsTheSuppressedExceptions() {
        MonitorException failure = MonitorException.builder(Reason.CONNECT).build();
        MonitorException earlier = MonitorException.builder(Reason.DNS).build();
        failure.addSuppressed(earlier);

        MonitorException here = MonitorExceptions.withStackTraceOfCaller(failure);

        assertThat(here).isNotSameAs(failure).hasSuppressedException(earlier).hasMessage(failure.getMessage());
    }
}
