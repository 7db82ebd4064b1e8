package io.monitorapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.error.RequestException;
import io.monitorapi.error.Sent;
import io.monitorapi.port.GatewayAnswer;
import io.monitorapi.port.MonitorListener;
import io.monitorapi.port.MonitorListener.CallEnded;
import io.monitorapi.port.RetryPolicy;
import io.monitorapi.session.Visitor;
import io.monitorapi.testkit.FakeMonitorGateway;
import io.monitorapi.testkit.Samples;
import io.monitorapi.testkit.VirtualTime;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** However a call ends, it ends once, in time, and says how. */
class CallEndingTest {

    private static final EngagementRequest REQUEST = EngagementRequest.empty();

    private final VirtualTime time = new VirtualTime();
    private final FakeMonitorGateway gateway = new FakeMonitorGateway();
    private final Recorder recorder = new Recorder();

    @Test
    void anUnansweredCallEndsAtItsDeadline() {
        CompletableFuture<GatewayAnswer> exchange = new CompletableFuture<>();
        gateway.answersLater(exchange);
        CompletableFuture<EngagementResult> call = virtual().build().getEngagementAsync(Samples.visitor(), REQUEST);
        time.advance(Duration.ofSeconds(15).minusNanos(1));
        assertThat(call).isNotDone();

        time.advance(Duration.ofNanos(1));

        assertThat(failure(call).reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(failure(call).sent()).isEqualTo(Sent.MAYBE);
        assertThat(failure(call).attempts()).isEqualTo(1);
        assertThat(exchange).isCancelled();
    }

    @Test
    void aBlockedCallerIsFreeAtTheDeadline() {
        gateway.answersLater(new CompletableFuture<>());
        try (MonitorService service = MonitorService.builder(gateway).build()) {
            long begun = System.nanoTime();
            CallOptions soon = CallOptions.deadline(Duration.ofMillis(200));

            RequestException failure = catchThrowableOfType(
                    RequestException.class, () -> service.getEngagement(Samples.visitor(), REQUEST, soon));

            assertThat(failure.reason()).isEqualTo(Reason.TIMEOUT);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMillis(450));
        }
    }

    @Test
    void everyAttemptHasItsOwnLimit() {
        gateway.answers(Samples.created(1));
        virtual().attemptLimit(Duration.ofSeconds(3)).build().getEngagementAsync(Samples.visitor(), REQUEST);

        assertThat(gateway.asked().get(0).deadline().remaining()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void tooLittleTimeMeansThatNothingIsSent() {
        CallOptions tooSoon = CallOptions.deadline(Duration.ofMillis(9));

        CompletableFuture<EngagementResult> call =
                virtual().build().getEngagementAsync(Samples.visitor(), REQUEST, tooSoon);

        assertThat(failure(call).reason()).isEqualTo(Reason.DEADLINE);
        assertThat(failure(call).sent()).isEqualTo(Sent.NO);
        assertThat(gateway.asked()).isEmpty();
    }

    @Test
    void aDeadlineBetweenTwoAttemptsTellsTheLastFailure() {
        gateway.answers(Samples.created(1), Samples.failed(Reason.CONNECTION_LOST, Sent.MAYBE));
        RetryPolicy endless = new RetryPolicy() {
            @Override
            public <T> CompletableFuture<T> execute(Supplier<CompletableFuture<T>> attempt, Scope scope) {
                return attempt.get().exceptionallyCompose(failure -> new CompletableFuture<>());
            }
        };
        MonitorService service = virtual().retryPolicy(endless).build();
        service.getEngagementAsync(Samples.visitor(), REQUEST);

        CompletableFuture<EngagementResult> call = service.getEngagementAsync(Samples.visitor(), REQUEST);
        time.advance(Duration.ofSeconds(15));

        assertThat(failure(call).reason()).isEqualTo(Reason.CONNECTION_LOST);
        assertThat(failure(call).sent()).isEqualTo(Sent.MAYBE);
        assertThat(failure(call)).hasMessageContaining("the deadline passed before it was repeated");
    }

    @Test
    void aCallThatIsGivenUpBetweenTwoAttemptsSendsNothingMore() {
        gateway.answers(Samples.refused(503, 0), Samples.created(1));
        RetryPolicy stubborn = new RetryPolicy() {
            @Override
            public <T> CompletableFuture<T> execute(Supplier<CompletableFuture<T>> attempt, Scope scope) {
                CompletableFuture<Void> pause = new CompletableFuture<>();
                scope.scheduler().schedule(() -> pause.complete(null), 3, TimeUnit.SECONDS);
                return attempt.get().exceptionallyCompose(failure -> pause.thenCompose(over -> attempt.get()));
            }
        };
        MonitorService service = virtual().retryPolicy(stubborn).build();
        CompletableFuture<EngagementResult> call = service.getEngagementAsync(Samples.visitor(), REQUEST);

        call.cancel(true);
        time.advance(Duration.ofSeconds(10));

        assertThat(gateway.asked()).hasSize(1);
    }

    @Test
    void theWallClockDoesNotMoveADeadline() {
        gateway.answersLater(new CompletableFuture<>());
        CompletableFuture<EngagementResult> call = virtual().build().getEngagementAsync(Samples.visitor(), REQUEST);

        time.moveWallClock(Duration.ofHours(1));
        time.advance(Duration.ofSeconds(14));

        assertThat(call).isNotDone();
    }

    @Test
    void noTimerIsLeftBehind() {
        gateway.answers(Samples.created(1));

        virtual().build().getEngagementAsync(Samples.visitor(), REQUEST);

        assertThat(time.pending()).isZero();
    }

    @Test
    void anInterruptedCallerIsFreeAndStillInterrupted() throws Exception {
        CompletableFuture<GatewayAnswer> exchange = new CompletableFuture<>();
        gateway.answersLater(exchange);
        CompletableFuture<Boolean> flag = new CompletableFuture<>();
        CompletableFuture<MonitorException> failure = new CompletableFuture<>();
        try (MonitorService service = MonitorService.builder(gateway).build()) {
            Thread caller = new Thread(() -> {
                failure.complete(catchThrowableOfType(
                        MonitorException.class, () -> service.getEngagement(Samples.visitor(), REQUEST)));
                flag.complete(Thread.currentThread().isInterrupted());
            });
            caller.start();
            while (gateway.asked().isEmpty()) {
                Thread.onSpinWait();
            }

            caller.interrupt();

            assertThat(failure.get(5, TimeUnit.SECONDS).reason()).isEqualTo(Reason.INTERRUPTED);
            assertThat(failure.get().sent()).isEqualTo(Sent.MAYBE);
            assertThat(flag.get(5, TimeUnit.SECONDS)).isTrue();
            assertThat(exchange).isCancelled();
        }
    }

    @Test
    void aCallerWhoIsInterruptedAlreadySendsNothing() {
        try (MonitorService service = MonitorService.builder(gateway).build()) {
            Thread.currentThread().interrupt();

            MonitorException failure = catchThrowableOfType(
                    MonitorException.class, () -> service.getEngagement(Samples.visitor(), REQUEST));

            assertThat(Thread.interrupted()).isTrue();
            assertThat(failure.reason()).isEqualTo(Reason.INTERRUPTED);
            assertThat(gateway.asked()).isEmpty();
        }
    }

    @Test
    void closingEndsCallsInFlightAndLaterOnes() {
        CompletableFuture<GatewayAnswer> exchange = new CompletableFuture<>();
        gateway.answersLater(exchange);
        MonitorService service = virtual().build();
        CompletableFuture<EngagementResult> inFlight = service.getEngagementAsync(Samples.visitor(), REQUEST);

        service.close();
        service.close();

        assertThat(failure(inFlight).reason()).isEqualTo(Reason.CLOSED);
        assertThat(exchange).isCancelled();
        assertThat(failure(service.getEngagementAsync(Samples.visitor(), REQUEST))
                        .reason())
                .isEqualTo(Reason.CLOSED);
    }

    @Test
    void closingClosesWhatTheServiceOwnsAndNothingElse() {
        AtomicInteger closed = new AtomicInteger();
        MonitorService service = virtual().onClose(closed::incrementAndGet).build();

        service.close();
        service.close();

        assertThat(closed).hasValue(1);
        assertThat(time.isShutdown()).isFalse();
    }

    @Test
    void noThreadIsLeftAfterClosing() {
        gateway.answersLater(new CompletableFuture<>());
        MonitorService service = MonitorService.builder(gateway).build();
        service.getEngagementAsync(Samples.visitor(), REQUEST);

        service.close();

        assertThat(threadsLeft()).isZero();
    }

    @Test
    void aGatewayThatThrowsIsTold() {
        gateway.breaks(new IllegalStateException("broken"));

        CompletableFuture<EngagementResult> call = virtual().build().getEngagementAsync(Samples.visitor(), REQUEST);

        assertThat(failure(call).reason()).isEqualTo(Reason.ADAPTER);
        assertThat(failure(call)).hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void aListenerThatThrowsBreaksNothing() {
        gateway.answers(Samples.created(1));
        MonitorListener rude = new MonitorListener() {
            @Override
            public void sessionCreated(SessionCreated event) {
                throw new IllegalStateException("rude");
            }
        };
        MonitorService service = virtual().listener(rude).build();

        assertThatCode(() -> service.getEngagement(Samples.visitor(), REQUEST)).doesNotThrowAnyException();
        assertThat(recorder.events).hasAtLeastOneElementOfType(CallEnded.class);
    }

    @Test
    void theStackTraceShowsTheCaller() {
        gateway.answers(Samples.refused(400, 5));

        MonitorException failure = catchThrowableOfType(
                MonitorException.class, () -> virtual().build().getEngagement(Samples.visitor(), REQUEST));

        assertThat(failure.getStackTrace())
                .anyMatch(frame -> frame.getClassName().startsWith(CallEndingTest.class.getName()));
    }

    @Test
    void codeOfTheCallerNeverRunsOnTheThreadThatAnswers() throws Exception {
        CompletableFuture<GatewayAnswer> exchange = new CompletableFuture<>();
        gateway.answersLater(exchange);
        CompletableFuture<String> seen = new CompletableFuture<>();
        try (MonitorService service = MonitorService.builder(gateway).build()) {
            service.getEngagementAsync(Visitor.of("device-7"), REQUEST)
                    .whenComplete((result, failure) ->
                            seen.complete(Thread.currentThread().getName()));

            Thread transport = new Thread(() -> exchange.complete(Samples.created(1)), "transport");
            transport.start();

            assertThat(seen.get(5, TimeUnit.SECONDS)).startsWith("monitor-api-");
        }
    }

    private MonitorServiceBuilder virtual() {
        return MonitorService.builder(gateway)
                .listener(recorder)
                .executor(Runnable::run)
                .time(time, time, time);
    }

    private static long threadsLeft() {
        long left = 1;
        for (long end = System.nanoTime() + 5_000_000_000L; left > 0 && System.nanoTime() < end; Thread.yield()) {
            left = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().startsWith("monitor-api-") && thread.isAlive())
                    .count();
        }
        return left;
    }

    private static MonitorException failure(CompletableFuture<?> call) {
        try {
            call.get(5, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            return (MonitorException) failed.getCause();
        } catch (Exception other) {
            throw new AssertionError(other);
        }
        throw new AssertionError("the call succeeded");
    }
}
