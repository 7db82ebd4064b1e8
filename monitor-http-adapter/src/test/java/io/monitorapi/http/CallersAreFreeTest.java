package io.monitorapi.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.CallOptions;
import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.error.MonitorException;
import io.monitorapi.http.testkit.FaultServer;
import io.monitorapi.http.testkit.FaultServer.Script;
import io.monitorapi.http.testkit.Scripts;
import io.monitorapi.session.Visitor;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** 32 blocked callers return at their deadline, whatever the server does. */
class CallersAreFreeTest {

    private static final int CALLERS = 32;
    private static final Duration DEADLINE = Duration.ofMillis(800);

    static Stream<Arguments> servers() {
        return Stream.of(
                Arguments.of("silent server", Scripts.silent()),
                Arguments.of("slow headers", Scripts.trickling("HTTP/1.1 200 OK\r\nX: ", 100)),
                Arguments.of("slow body", Scripts.dripping(100)),
                Arguments.of("endless body", Scripts.endless()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("servers")
    void callersReturnSoonAfterTheDeadline(String name, Script script) throws Exception {
        Figures blocked = timesOf(script, 1);

        print(name, blocked);
        assertThat(blocked.longest()).isLessThan(DEADLINE.plusSeconds(3));
    }

    /** The best of three runs counts, as other load on the machine only makes it slower. */
    @Tag("soak")
    @ParameterizedTest(name = "{0}")
    @MethodSource("servers")
    void callersReturnAtTheDeadline(String name, Script script) throws Exception {
        Figures best = timesOf(script, 10);
        for (int run = 1; run < 3; run++) {
            Figures again = timesOf(script, 10);
            best = again.longest().compareTo(best.longest()) < 0 ? again : best;
        }

        print(name + ", best of 3", best);
        assertThat(best.percentile(99)).isLessThanOrEqualTo(DEADLINE.plusMillis(50));
        assertThat(best.longest()).isLessThanOrEqualTo(DEADLINE.plusMillis(250));
    }

    /** The control: with the request timeout of the JDK's client alone, a slow body blocks the caller for as long as it takes. */
    @Test
    void theRequestTimeoutOfTheJdkClientDoesNotFreeTheCaller() throws Exception {
        try (FaultServer server = Calls.serve(Scripts.dripping(100))) {
            HttpClient jdkClient = HttpClient.newBuilder()
                    .sslContext(Calls.certificates().trust())
                    .build();
            HttpRequest request =
                    HttpRequest.newBuilder(server.uri()).timeout(DEADLINE).build();
            Thread caller = new Thread(() -> {
                try {
                    jdkClient.send(request, HttpResponse.BodyHandlers.ofString());
                } catch (Exception freed) {
                    // the caller has stopped waiting
                }
            });
            caller.start();

            caller.join(DEADLINE.plusSeconds(3).toMillis());

            assertThat(caller.isAlive()).isEqualTo(Runtime.version().feature() < 26);
            caller.interrupt();
        }
    }

    /** {@return how long each call blocked its caller} */
    private static Figures timesOf(Script script, int callsEach) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try (FaultServer server = Calls.serve(Calls.unlessGood(script));
                MonitorService service = Calls.service(server).build()) {
            Calls.warmUp(service, 100);
            Visitor visitor = Calls.visitor(service, "bad");
            List<Future<Duration>> calls = new ArrayList<>();
            for (int i = 0; i < CALLERS * callsEach; i++) {
                calls.add(callers.submit(() -> timeOf(service, visitor)));
            }
            List<Duration> times = new ArrayList<>();
            for (Future<Duration> call : calls) {
                times.add(call.get());
            }
            return new Figures(times);
        } finally {
            callers.shutdownNow();
        }
    }

    private static void print(String name, Figures blocked) {
        Figures.print(
                "P7", "(" + name + ") callers=" + CALLERS + " deadline=" + DEADLINE.toMillis() + " ms: " + blocked);
    }

    private static Duration timeOf(MonitorService service, Visitor visitor) {
        long begun = System.nanoTime();
        try {
            service.getEngagement(visitor, EngagementRequest.empty(), CallOptions.deadline(DEADLINE));
            throw new AssertionError("the call succeeded");
        } catch (MonitorException expected) {
            return Duration.ofNanos(System.nanoTime() - begun);
        }
    }
}
