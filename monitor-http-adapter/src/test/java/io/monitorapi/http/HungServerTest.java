package io.monitorapi.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.http.testkit.FaultServer;
import io.monitorapi.http.testkit.Scripts;
import io.monitorapi.http.transport.HttpTransport;
import io.monitorapi.session.Visitor;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A server that never responds: how many resources it can occupy, and how calls end. */
class HungServerTest {

    private static final int CALLS = 1_000;
    private static final int IN_FLIGHT = 64;
    private static final int WARM_UP = 50;

    private final FaultServer server = Calls.serve(Calls.unlessGood(Scripts.silent()));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aThousandCallsOpenAtMostMaxInFlightConnectionsAndTheOthersFailAtOnce() {
        try (MonitorService service = Calls.service(server).maxWaiting(0).build()) {
            Queue<Duration> refused = new ConcurrentLinkedQueue<>();
            List<CompletableFuture<EngagementResult>> calls = calls(service, CALLS, refused);

            assertThat(Calls.eventually(() -> done(calls) == CALLS - IN_FLIGHT))
                    .as("calls refused while others are in flight")
                    .isTrue();
            assertThat(calls).filteredOn(CompletableFuture::isDone).allSatisfy(call -> {
                assertThat(failure(call).reason()).isEqualTo(Reason.SATURATED);
                assertThat(failure(call).sent()).isEqualTo(Sent.NO);
            });
            assertThat(Calls.eventually(() -> server.requests().size() == WARM_UP + IN_FLIGHT))
                    .isTrue();
            assertThat(server.mostOpenConnections()).isLessThanOrEqualTo(IN_FLIGHT);
            assertThat(Calls.eventually(() -> refused.size() == CALLS - IN_FLIGHT))
                    .isTrue();
            Figures.print(
                    "P9",
                    "(" + CALLS + " calls at once, no response) connections=" + server.mostOpenConnections()
                            + " refused " + new Figures(List.copyOf(refused)));
        }
    }

    /** The best of three runs counts, as other load on the machine only makes it slower. */
    @Tag("soak")
    @Test
    void aRefusedCallFailsWithinFiveMilliseconds() {
        Duration best = Duration.ofDays(1);
        try (MonitorService service = Calls.service(server).maxWaiting(0).build()) {
            calls(service, IN_FLIGHT, new ConcurrentLinkedQueue<>());
            for (int run = 0; run < 3; run++) {
                Queue<Duration> refused = new ConcurrentLinkedQueue<>();
                call(service, CALLS, refused);
                assertThat(Calls.eventually(() -> refused.size() == CALLS)).isTrue();
                Figures figures = new Figures(List.copyOf(refused));
                Figures.print("P9", "(" + IN_FLIGHT + " calls hang, run " + (run + 1) + ") refused " + figures);
                best = figures.percentile(99).compareTo(best) < 0 ? figures.percentile(99) : best;
            }
        }
        assertThat(best).isLessThan(Duration.ofMillis(5));
    }

    /** The control: the JDK's client has no limit of its own. */
    @Test
    void withoutABulkheadEveryCallOpensAConnection() {
        HttpClient jdkClient = HttpClient.newBuilder()
                .sslContext(Calls.certificates().trust())
                .executor(Runnable::run)
                .build();
        HttpRequest request = HttpRequest.newBuilder(server.uri()).build();

        List<CompletableFuture<HttpResponse<String>>> calls = IntStream.range(0, 2 * IN_FLIGHT)
                .mapToObj(i -> jdkClient.sendAsync(request, HttpResponse.BodyHandlers.ofString()))
                .toList();

        assertThat(Calls.eventually(() -> server.openConnections() > IN_FLIGHT)).isTrue();
        calls.forEach(call -> call.cancel(true));
    }

    @Test
    void waitingCallsAreSentInTheOrderInWhichTheyCame() {
        FaultServer slow = Calls.serve(Calls.unlessGood(Scripts.silent()));
        // Calls on a blocking transport start on several threads, so that their order is not that of the caller.
        try (HttpTransport transport = Transport.JDK.make(
                        Calls.certificates().trust(), ProxySelector.of(null), Duration.ofSeconds(20));
                MonitorService service =
                        Calls.service(slow, transport).maxInFlight(1).build()) {
            CompletableFuture<EngagementResult> hung = Calls.getEngagement(service, Calls.visitor(service, "hung"));
            assertThat(Calls.eventually(() -> slow.requests().size() == 1)).isTrue();
            List<CompletableFuture<EngagementResult>> waiting = IntStream.range(0, 20)
                    .mapToObj(i -> Calls.getEngagement(service, Calls.visitor(service, "good" + i)))
                    .toList();
            assertThat(waiting).noneMatch(CompletableFuture::isDone);

            hung.cancel(true);

            assertThat(Calls.eventually(() -> done(waiting) == 20)).isTrue();
            assertThat(slow.requests().stream().skip(1).map(FaultServer.Request::line))
                    .extracting(line -> line.replaceAll(".*sid=good(\\d+).*", "$1"))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 20).mapToObj(String::valueOf).toList());
        } finally {
            slow.close();
        }
    }

    @Test
    void interruptingTheCallerEndsTheCallAndClosesTheConnection() throws Exception {
        try (MonitorService service = Calls.service(server).build()) {
            Visitor visitor = Calls.visitor(service, "hung");
            CompletableFuture<MonitorException> failure = new CompletableFuture<>();
            CompletableFuture<Boolean> flag = new CompletableFuture<>();
            Thread caller = new Thread(() -> {
                failure.complete(catchThrowableOfType(
                        MonitorException.class, () -> service.getEngagement(visitor, EngagementRequest.empty())));
                flag.complete(Thread.currentThread().isInterrupted());
            });
            caller.start();
            assertThat(Calls.eventually(() -> server.requests().size() == 1)).isTrue();

            caller.interrupt();

            assertThat(failure.get(5, TimeUnit.SECONDS).reason()).isEqualTo(Reason.INTERRUPTED);
            assertThat(failure.get().sent()).isEqualTo(Sent.MAYBE);
            assertThat(flag.get(5, TimeUnit.SECONDS)).isTrue();
            assertThat(Calls.eventually(() -> server.openConnections() == 0)).isTrue();
        }
    }

    @Test
    void cancellingTheFutureFreesThePermitAndClosesTheConnection() {
        cancellingFreesPermitAndConnection(Transport.APACHE);
        // Last, as before JDK 21 idle connections of a closed client remain until the next garbage collection.
        cancellingFreesPermitAndConnection(Transport.JDK);
    }

    /** The time limits are longer than the patience of the test. */
    private void cancellingFreesPermitAndConnection(Transport kind) {
        int before = server.requests().size();
        try (HttpTransport transport =
                        kind.make(Calls.certificates().trust(), ProxySelector.of(null), Duration.ofSeconds(20));
                MonitorService service = Calls.service(server, transport)
                        .attemptLimit(Duration.ofMinutes(5))
                        .deadline(Duration.ofMinutes(5))
                        .maxInFlight(1)
                        .maxWaiting(0)
                        .build()) {
            CompletableFuture<EngagementResult> call = Calls.getEngagement(service, Calls.visitor(service, "hung"));
            assertThat(Calls.eventually(() -> server.requests().size() == before + 1))
                    .isTrue();

            call.cancel(true);

            assertThat(Calls.eventually(() -> server.openConnections() == 0)).isTrue();
            assertThat(Calls.eventually(() -> hasFreePermit(service)))
                    .as("a permit is free")
                    .isTrue();
        }
    }

    /** The thread that was interrupted returns its permit just after its connection is closed. */
    private static boolean hasFreePermit(MonitorService service) {
        try {
            Calls.warmUp(service, 1);
            return true;
        } catch (MonitorException saturated) {
            return false;
        }
    }

    @Test
    void closingEndsAllCallsAfterTheGracePeriodAndLeavesNoThreadOrConnection() {
        Duration grace = Duration.ofMillis(300);
        MonitorService service = Calls.service(server).closeGrace(grace).build();
        List<CompletableFuture<EngagementResult>> calls = calls(service, IN_FLIGHT);
        assertThat(Calls.eventually(() -> server.requests().size() == WARM_UP + IN_FLIGHT))
                .isTrue();
        long begun = System.nanoTime();

        service.close();

        Duration elapsed = Duration.ofNanos(System.nanoTime() - begun);
        assertThat(elapsed).isBetween(grace.minusMillis(1), grace.plusSeconds(2));
        assertThat(Calls.eventually(() -> done(calls) == IN_FLIGHT)).isTrue();
        assertThat(calls).allSatisfy(call -> assertThat(failure(call).reason()).isEqualTo(Reason.CLOSED));
        assertThat(Calls.eventually(() -> server.openConnections() == 0)).isTrue();
        assertThat(Calls.eventually(() -> Calls.threads() == 0)).isTrue();
        Duration cleanedUp = Duration.ofNanos(System.nanoTime() - begun);
        Figures.print(
                "P17",
                "(" + IN_FLIGHT + " calls hang) grace=" + grace.toMillis() + " ms: closed after " + elapsed.toMillis()
                        + " ms, completed=" + done(calls) + " threads=" + Calls.threads() + " after "
                        + cleanedUp.toMillis() + " ms");
    }

    /** The best of three runs counts, as other load on the machine only makes it slower. */
    @Tag("soak")
    @Test
    void closingTakesAtMostTheGracePeriodAndAQuarterOfASecond() {
        Duration grace = Duration.ofMillis(300);
        Duration best = Duration.ofDays(1);
        for (int run = 0; run < 3; run++) {
            MonitorService service = Calls.service(server).closeGrace(grace).build();
            int before = server.requests().size();
            List<CompletableFuture<EngagementResult>> calls = calls(service, IN_FLIGHT);
            assertThat(Calls.eventually(() -> server.requests().size() == before + WARM_UP + IN_FLIGHT))
                    .isTrue();
            long begun = System.nanoTime();
            service.close();
            Duration elapsed = Duration.ofNanos(System.nanoTime() - begun);
            best = elapsed.compareTo(best) < 0 ? elapsed : best;
            assertThat(Calls.eventually(() -> done(calls) == IN_FLIGHT)).isTrue();
        }

        Figures.print("P17", "(best of 3) grace=" + grace.toMillis() + " ms: closed after " + best.toMillis() + " ms");
        assertThat(best).isLessThanOrEqualTo(grace.plusMillis(250));
    }

    private static List<CompletableFuture<EngagementResult>> calls(MonitorService service, int number) {
        return calls(service, number, new ConcurrentLinkedQueue<>());
    }

    private static List<CompletableFuture<EngagementResult>> calls(
            MonitorService service, int number, Queue<Duration> ended) {
        Calls.warmUp(service, WARM_UP);
        return call(service, number, ended);
    }

    /** Makes calls and records how long each took. */
    private static List<CompletableFuture<EngagementResult>> call(
            MonitorService service, int number, Queue<Duration> ended) {
        Visitor visitor = Calls.visitor(service, "hung");
        return IntStream.range(0, number)
                .mapToObj(i -> {
                    long begun = System.nanoTime();
                    CompletableFuture<EngagementResult> call = Calls.getEngagement(service, visitor);
                    call.whenComplete((result, failure) -> ended.add(Duration.ofNanos(System.nanoTime() - begun)));
                    return call;
                })
                .toList();
    }

    private static long done(List<? extends CompletableFuture<?>> calls) {
        return calls.stream().filter(CompletableFuture::isDone).count();
    }

    private static MonitorException failure(CompletableFuture<?> call) {
        try {
            call.get(10, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            return (MonitorException) failed.getCause();
        } catch (Exception other) {
            throw new AssertionError(other);
        }
        throw new AssertionError("the call succeeded");
    }
}
