package io.monitorapi.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.http.testkit.FaultServer;
import io.monitorapi.http.testkit.Scripts;
import io.monitorapi.session.Visitor;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server that never answers: how much of a service it can hold, and how a call gets away from it. */
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
    void aThousandCallsOpenNoMoreConnectionsThanThereArePermitsAndTheRestIsRefusedAtOnce() {
        try (MonitorService service = Calls.service(server).maxWaiting(0).build()) {
            List<CompletableFuture<EngagementResult>> calls = calls(service, CALLS);

            assertThat(Calls.eventually(() -> done(calls) == CALLS - IN_FLIGHT))
                    .as("refused while the others are under way")
                    .isTrue();
            assertThat(calls).filteredOn(CompletableFuture::isDone).allSatisfy(call -> {
                assertThat(failure(call).reason()).isEqualTo(Reason.SATURATED);
                assertThat(failure(call).sent()).isEqualTo(Sent.NO);
            });
            assertThat(Calls.eventually(() -> server.requests().size() == WARM_UP + IN_FLIGHT))
                    .isTrue();
            assertThat(server.mostOpenConnections()).isLessThanOrEqualTo(IN_FLIGHT);
        }
    }

    /** The control: the JDK's client has no bound of its own. */
    @Test
    void withoutPermitsEveryCallOpensAConnection() {
        HttpClient naive = HttpClient.newBuilder()
                .sslContext(Calls.certificates().trust())
                .executor(Runnable::run)
                .build();
        HttpRequest request = HttpRequest.newBuilder(server.uri()).build();

        List<CompletableFuture<HttpResponse<String>>> calls = IntStream.range(0, 2 * IN_FLIGHT)
                .mapToObj(i -> naive.sendAsync(request, HttpResponse.BodyHandlers.ofString()))
                .toList();

        assertThat(Calls.eventually(() -> server.openConnections() > IN_FLIGHT)).isTrue();
        calls.forEach(call -> call.cancel(true));
    }

    @Test
    void callsThatWaitForTheirTurnGetItInTheirOrder() {
        FaultServer slow = Calls.serve(Calls.unlessGood(Scripts.silent()));
        try (MonitorService service = Calls.service(slow).maxInFlight(1).build()) {
            CompletableFuture<EngagementResult> hung = Calls.ask(service, Calls.visitor(service, "hung"));
            assertThat(Calls.eventually(() -> slow.requests().size() == 1)).isTrue();
            List<CompletableFuture<EngagementResult>> waiting = IntStream.range(0, 20)
                    .mapToObj(i -> Calls.ask(service, Calls.visitor(service, "good" + i)))
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
    void anInterruptFreesTheCallerAndClosesTheConnection() throws Exception {
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
    void cancellingFreesThePermitAndClosesTheConnection() {
        try (MonitorService service =
                Calls.service(server).maxInFlight(1).maxWaiting(0).build()) {
            CompletableFuture<EngagementResult> call = Calls.ask(service, Calls.visitor(service, "hung"));
            assertThat(Calls.eventually(() -> server.requests().size() == 1)).isTrue();

            call.cancel(true);

            assertThat(Calls.eventually(() -> server.openConnections() == 0)).isTrue();
            assertThatCode(() -> Calls.warmUp(service, 1)).doesNotThrowAnyException();
        }
    }

    @Test
    void closingEndsAllCallsAfterTheGraceAndLeavesNothing() {
        Duration grace = Duration.ofMillis(300);
        MonitorService service = Calls.service(server).closeGrace(grace).build();
        List<CompletableFuture<EngagementResult>> calls = calls(service, IN_FLIGHT);
        assertThat(Calls.eventually(() -> server.requests().size() == WARM_UP + IN_FLIGHT))
                .isTrue();
        long begun = System.nanoTime();

        service.close();

        Duration elapsed = Duration.ofNanos(System.nanoTime() - begun);
        System.out.println("closing with " + IN_FLIGHT + " hung calls and " + grace.toMillis() + " ms of grace: "
                + elapsed.toMillis() + " ms");
        assertThat(elapsed).isBetween(grace.minusMillis(1), grace.plusSeconds(2));
        assertThat(Calls.eventually(() -> done(calls) == IN_FLIGHT)).isTrue();
        assertThat(calls).allSatisfy(call -> assertThat(failure(call).reason()).isEqualTo(Reason.CLOSED));
        assertThat(Calls.eventually(() -> server.openConnections() == 0)).isTrue();
        assertThat(Calls.eventually(() -> Calls.threads() == 0)).isTrue();
    }

    private static List<CompletableFuture<EngagementResult>> calls(MonitorService service, int number) {
        Calls.warmUp(service, WARM_UP);
        Visitor visitor = Calls.visitor(service, "hung");
        return IntStream.range(0, number)
                .mapToObj(i -> Calls.ask(service, visitor))
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
