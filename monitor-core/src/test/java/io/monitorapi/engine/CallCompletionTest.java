package io.monitorapi.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.monitorapi.CallOptions;
import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.error.RequestException;
import io.monitorapi.error.Sent;
import io.monitorapi.port.GatewayResult;
import io.monitorapi.port.MonitorGateway;
import io.monitorapi.port.MonitorListener;
import io.monitorapi.port.MonitorListener.CallEnded;
import io.monitorapi.port.RetryPolicy;
import io.monitorapi.session.Visitor;
import io.monitorapi.testkit.FakeMonitorGateway;
import io.monitorapi.testkit.Samples;
import io.monitorapi.testkit.VirtualTime;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A call ends exactly once, in time, and reports its outcome. */
class CallCompletionTest {

    private static final EngagementRequest REQUEST = EngagementRequest.empty();

    private final VirtualTime time = new VirtualTime();
    private final FakeMonitorGateway gateway = new FakeMonitorGateway();
    private final RecordingListener recorder = new RecordingListener();

    @Test
    void callWithoutResponseFailsAtItsDeadline() {
        CompletableFuture<GatewayResult> exchange = new CompletableFuture<>();
        gateway.respondsLater(exchange);
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
    void blockedCallerReturnsAtTheDeadline() {
        gateway.respondsLater(new CompletableFuture<>());
        try (MonitorService service = MonitorServiceBuilder.forGateway(gateway).build()) {
            long begun = System.nanoTime();
            CallOptions soon = CallOptions.deadline(Duration.ofMillis(200));

            RequestException failure = catchThrowableOfType(
                    RequestException.class, () -> service.getEngagement(Samples.visitor(), REQUEST, soon));

            assertThat(failure.reason()).isEqualTo(Reason.TIMEOUT);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMillis(450));
        }
    }

    @Test
    void everyAttemptHasItsOwnTimeLimit() {
        gateway.respondsWith(Samples.created(1));
        virtual().attemptLimit(Duration.ofSeconds(3)).build().getEngagementAsync(Samples.visitor(), REQUEST);

        assertThat(gateway.requests().get(0).deadline().remaining()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void nothingIsSentIfTheRemainingTimeIsTooShort() {
        CallOptions tooSoon = CallOptions.deadline(Duration.ofMillis(9));

        CompletableFuture<EngagementResult> call =
                virtual().build().getEngagementAsync(Samples.visitor(), REQUEST, tooSoon);

        assertThat(failure(call).reason()).isEqualTo(Reason.DEADLINE);
        assertThat(failure(call).sent()).isEqualTo(Sent.NO);
        assertThat(gateway.requests()).isEmpty();
    }

    @Test
    void deadlineBetweenTwoAttemptsReportsTheLastFailure() {
        gateway.respondsWith(Samples.created(1), Samples.failed(Reason.CONNECTION_LOST, Sent.MAYBE));
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
        assertThat(failure(call)).hasMessageContaining("the deadline passed before the next attempt");
    }

    @Test
    void callCancelledBetweenTwoAttemptsSendsNoFurtherRequest() {
        gateway.respondsWith(Samples.refused(503, 0), Samples.created(1));
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

        assertThat(gateway.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, -1})
    void wallClockChangesDoNotMoveADeadline(long hours) {
        gateway.respondsLater(new CompletableFuture<>());
        CompletableFuture<EngagementResult> call = virtual().build().getEngagementAsync(Samples.visitor(), REQUEST);

        time.moveWallClock(Duration.ofHours(hours));
        time.advance(Duration.ofSeconds(14));
        assertThat(call).isNotDone();
        time.advance(Duration.ofSeconds(1));

        assertThat(failure(call).reason()).isEqualTo(Reason.TIMEOUT);
    }

    @Test
    void completedCallLeavesNoTimer() {
        gateway.respondsWith(Samples.created(1));

        virtual().build().getEngagementAsync(Samples.visitor(), REQUEST);

        assertThat(time.pending()).isZero();
    }

    @Test
    void interruptedCallerReturnsWithItsInterruptFlagSet() throws Exception {
        CompletableFuture<GatewayResult> exchange = new CompletableFuture<>();
        gateway.respondsLater(exchange);
        CompletableFuture<Boolean> flag = new CompletableFuture<>();
        CompletableFuture<MonitorException> failure = new CompletableFuture<>();
        try (MonitorService service = MonitorServiceBuilder.forGateway(gateway).build()) {
            Thread caller = new Thread(() -> {
                failure.complete(catchThrowableOfType(
                        MonitorException.class, () -> service.getEngagement(Samples.visitor(), REQUEST)));
                flag.complete(Thread.currentThread().isInterrupted());
            });
            caller.start();
            while (gateway.requests().isEmpty()) {
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
    void callOfAnInterruptedThreadSendsNothing() {
        try (MonitorService service = MonitorServiceBuilder.forGateway(gateway).build()) {
            Thread.currentThread().interrupt();

            MonitorException failure = catchThrowableOfType(
                    MonitorException.class, () -> service.getEngagement(Samples.visitor(), REQUEST));

            assertThat(Thread.interrupted()).isTrue();
            assertThat(failure.reason()).isEqualTo(Reason.INTERRUPTED);
            assertThat(gateway.requests()).isEmpty();
        }
    }

    @Test
    void exceptionOfAGatewayFailsTheCall() {
        gateway.breaks(new IllegalStateException("broken"));

        CompletableFuture<EngagementResult> call = virtual().build().getEngagementAsync(Samples.visitor(), REQUEST);

        assertThat(failure(call).reason()).isEqualTo(Reason.ADAPTER);
        assertThat(failure(call)).hasCauseInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(classes = {IllegalStateException.class, StackOverflowError.class, NoClassDefFoundError.class})
    void exceptionOfAListenerIsDropped(Class<? extends Throwable> thrown) {
        gateway.respondsWith(Samples.created(1));
        MonitorListener rude = new MonitorListener() {
            @Override
            public void sessionCreated(SessionCreated event) {
                CallCompletionTest.<RuntimeException>sneak(thrown);
            }
        };
        MonitorService service = virtual().listener(rude).build();

        assertThatCode(() -> service.getEngagement(Samples.visitor(), REQUEST)).doesNotThrowAnyException();
        assertThat(recorder.events).hasAtLeastOneElementOfType(CallEnded.class);
    }

    /** If its permit were lost, the second call would be refused. */
    @ParameterizedTest
    @ValueSource(classes = {StackOverflowError.class, NoClassDefFoundError.class})
    void errorOfAGatewayFailsTheCallAndReleasesThePermit(Class<? extends Error> thrown) {
        MonitorService service = MonitorServiceBuilder.forGateway(throwing(thrown))
                .maxInFlight(1)
                .maxWaiting(0)
                .listener(recorder)
                .build();

        for (int i = 0; i < 2; i++) {
            service.getEngagementAsync(Samples.visitor(), REQUEST)
                    .exceptionally(failure -> null)
                    .join();
        }

        assertThat(recorder.events)
                .filteredOn(CallEnded.class::isInstance)
                .hasSize(2)
                .allSatisfy(event -> {
                    MonitorException failure = ((CallEnded) event).failure();
                    assertThat(failure.reason()).isEqualTo(Reason.ADAPTER);
                    assertThat(failure).hasCauseInstanceOf(thrown);
                });
        service.close();
    }

    @Test
    void linkageErrorOfAGatewayIsNotWrapped() {
        try (MonitorService service = MonitorServiceBuilder.forGateway(throwing(NoClassDefFoundError.class))
                .build()) {
            assertThatExceptionOfType(NoClassDefFoundError.class)
                    .isThrownBy(() -> service.getEngagement(Samples.visitor(), REQUEST));
            assertThat(service.getEngagementAsync(Samples.visitor(), REQUEST))
                    .failsWithin(Duration.ofSeconds(30))
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(NoClassDefFoundError.class);
        }
    }

    /** The control: any other error is a failure of the gateway. */
    @Test
    void otherErrorOfAGatewayIsTheCauseOfTheFailure() {
        try (MonitorService service = MonitorServiceBuilder.forGateway(throwing(StackOverflowError.class))
                .build()) {
            assertThatExceptionOfType(MonitorException.class)
                    .isThrownBy(() -> service.getEngagement(Samples.visitor(), REQUEST))
                    .withCauseInstanceOf(StackOverflowError.class);
        }
    }

    private MonitorGateway throwing(Class<? extends Error> thrown) {
        return (MonitorGateway) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {MonitorGateway.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("blocking")) {
                        return false;
                    }
                    throw thrown.getConstructor().newInstance();
                });
    }

    @Test
    void exceptionOfACallbackFailsOnlyItsOwnFuture() {
        MonitorService service = virtual().build();
        CompletableFuture<Object> rude = service.getEngagementAsync(Samples.visitor(), REQUEST)
                .thenApply(result -> {
                    throw new IllegalStateException("rude");
                });

        assertThat(rude).isCompletedExceptionally();
        assertThatCode(() -> service.getEngagement(Samples.visitor(), REQUEST)).doesNotThrowAnyException();
    }

    @Test
    void callEndsAlthoughTheExecutorRefusesWork() {
        Executor full = work -> {
            throw new IllegalStateException("full");
        };
        MonitorService service = virtual().executor(full).build();

        assertThat(service.getEngagementAsync(Samples.visitor(), REQUEST)).isDone();
    }

    /** No callback can depend on it yet, so the future is completed on the calling thread. */
    @Test
    void callThatFailsAtOnceReturnsACompletedFuture() {
        List<Runnable> executor = new ArrayList<>();
        gateway.respondsLater(new CompletableFuture<>());
        MonitorService service =
                virtual().executor(executor::add).maxInFlight(1).maxWaiting(0).build();
        service.getEngagementAsync(Samples.visitor(), REQUEST);

        CompletableFuture<EngagementResult> refused = service.getEngagementAsync(Visitor.of("other"), REQUEST);

        assertThat(failure(refused).reason()).isEqualTo(Reason.SATURATED);
        assertThat(executor).isEmpty();
    }

    @Test
    void cancelledCallReleasesItsPermit() {
        CompletableFuture<GatewayResult> exchange = new CompletableFuture<>();
        gateway.respondsLater(exchange);
        MonitorService service = virtual().maxInFlight(1).maxWaiting(0).build();
        CompletableFuture<EngagementResult> call = service.getEngagementAsync(Samples.visitor(), REQUEST);
        CompletableFuture<EngagementResult> refused = service.getEngagementAsync(Visitor.of("other"), REQUEST);

        call.cancel(true);

        assertThat(failure(refused).reason()).isEqualTo(Reason.SATURATED);
        assertThat(exchange).isCancelled();
        assertThatCode(() -> service.getEngagement(Visitor.of("other"), REQUEST))
                .doesNotThrowAnyException();
    }

    @Test
    void stackTraceShowsTheCaller() {
        gateway.respondsWith(Samples.refused(400, 5));

        MonitorException failure = catchThrowableOfType(
                MonitorException.class, () -> virtual().build().getEngagement(Samples.visitor(), REQUEST));

        assertThat(failure.getStackTrace())
                .anyMatch(frame -> frame.getClassName().startsWith(CallCompletionTest.class.getName()));
    }

    @Test
    void callbacksNeverRunOnTheThreadOfTheTransport() throws Exception {
        CompletableFuture<GatewayResult> exchange = new CompletableFuture<>();
        gateway.respondsLater(exchange);
        CompletableFuture<String> seen = new CompletableFuture<>();
        try (MonitorService service = MonitorServiceBuilder.forGateway(gateway).build()) {
            service.getEngagementAsync(Visitor.of("device-7"), REQUEST)
                    .whenComplete((result, failure) ->
                            seen.complete(Thread.currentThread().getName()));

            Thread transport = new Thread(() -> exchange.complete(Samples.created(1)), "transport");
            transport.start();

            assertThat(seen.get(5, TimeUnit.SECONDS)).startsWith("monitor-api-");
        }
    }

    private MonitorServiceBuilder virtual() {
        return MonitorServiceBuilder.forGateway(gateway)
                .listener(recorder)
                .executor(Runnable::run)
                .closeGrace(Duration.ZERO)
                .time(time, time, time);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Class<? extends Throwable> thrown) throws T {
        try {
            throw (T) thrown.getConstructor().newInstance();
        } catch (ReflectiveOperationException impossible) {
            throw new AssertionError(impossible);
        }
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
