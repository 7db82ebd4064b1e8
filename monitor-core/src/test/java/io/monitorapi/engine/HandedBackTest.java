package io.monitorapi.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.port.GatewayResult;
import io.monitorapi.port.RetryPolicy;
import io.monitorapi.session.Visitor;
import io.monitorapi.testkit.FakeMonitorGateway;
import io.monitorapi.testkit.Samples;
import io.monitorapi.testkit.VirtualTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** An attempt that had to wait for a permit asks its policy again, and holds nothing when it may not be sent any more. */
class HandedBackTest {

    private final VirtualTime time = new VirtualTime();
    private final FakeMonitorGateway gateway = new FakeMonitorGateway();
    private final Queue<Runnable> executor = new ArrayDeque<>();
    private final Shutting policy = new Shutting();
    private final MonitorService service = MonitorServiceBuilder.forGateway(gateway)
            .retryPolicy(policy)
            .executor(executor::add)
            .maxInFlight(1)
            .creationLimit(1, 2)
            .time(time, time, time)
            .build();

    @Test
    void failsBeforeAnythingIsSent() {
        CompletableFuture<EngagementResult> waiting = shutWhileItWaits();

        assertThat(waiting).isCompletedExceptionally();
        MonitorException failure = (MonitorException) MonitorExceptions.unwrapped(
                waiting.handle((result, thrown) -> thrown).join());
        assertThat(failure.reason()).isEqualTo(Reason.CIRCUIT_OPEN);
        assertThat(failure.sent()).isEqualTo(Sent.NO);
        assertThat(failure.attempts()).isZero();
        assertThat(gateway.asked()).hasSize(1);
    }

    /** There were two rights to open a session and one permit: were one of them kept, the third call would wait for it. */
    @Test
    void givesBackItsPermitAndItsRightToOpenASession() {
        shutWhileItWaits();
        policy.shut = false;

        CompletableFuture<EngagementResult> third = ask("third");
        work();

        assertThat(third).isCompleted();
        assertThat(gateway.asked()).hasSize(2);
    }

    @Test
    void isAskedAboutWithTheScopeItBeganWith() {
        shutWhileItWaits();

        assertThat(policy.askedAbout).singleElement().isSameAs(policy.begun.get(1));
    }

    @Test
    void isNotAskedAboutWhenItDidNotWait() {
        policy.shut = true;

        ask("first");
        work();

        assertThat(policy.askedAbout).isEmpty();
        assertThat(gateway.asked()).hasSize(1);
    }

    private CompletableFuture<EngagementResult> shutWhileItWaits() {
        CompletableFuture<GatewayResult> first = new CompletableFuture<>();
        gateway.answersLater(first);
        ask("first");
        CompletableFuture<EngagementResult> second = ask("second");
        policy.shut = true;
        first.complete(Samples.created(1));
        work();
        return second;
    }

    private CompletableFuture<EngagementResult> ask(String visitor) {
        return service.getEngagementAsync(Visitor.of(visitor), EngagementRequest.empty());
    }

    private void work() {
        while (!executor.isEmpty()) {
            executor.remove().run();
        }
    }

    private static final class Shutting implements RetryPolicy {

        private final List<Scope> begun = new ArrayList<>();
        private final List<Scope> askedAbout = new ArrayList<>();
        private boolean shut;

        @Override
        public <T> CompletableFuture<T> execute(Supplier<CompletableFuture<T>> attempt, Scope scope) {
            begun.add(scope);
            return attempt.get();
        }

        @Override
        public boolean mayStillSend(Scope scope) {
            askedAbout.add(scope);
            return !shut;
        }
    }
}
