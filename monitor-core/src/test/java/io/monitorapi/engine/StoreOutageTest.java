package io.monitorapi.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.port.RetryPolicy;
import io.monitorapi.port.SessionStore;
import io.monitorapi.session.SessionRecord.VisitorOnly;
import io.monitorapi.session.Visitor;
import io.monitorapi.testkit.FakeMonitorGateway;
import io.monitorapi.testkit.Samples;
import io.monitorapi.testkit.SharedFakeSessionStore;
import io.monitorapi.testkit.UnguardedSessionStore;
import io.monitorapi.testkit.VirtualTime;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A store that is unreachable for ten minutes: the requests to the service and the commands to the store. */
class StoreOutageTest {

    private static final int VISITORS = 50;
    private static final int CALLS = 20;

    private final VirtualTime time = new VirtualTime();
    private final FakeMonitorGateway gateway = new FakeMonitorGateway();
    private final SharedFakeSessionStore shared = new SharedFakeSessionStore(time);
    private final MonitorService here = node(shared);
    private final MonitorService there = node(shared);

    @Test
    void outageOpensOneSessionForEachNewVisitorOnly() {
        everyVisitorCalls(here, "existing");
        shared.startOutage();

        everyVisitorCalls(here, "existing");
        everyVisitorCalls(here, "new");

        assertThat(gateway.service().created()).isEqualTo(2 * VISITORS);
    }

    /** The control: the engine without a cache, on a store that claims not to block. */
    @Test
    void withoutTheCacheAnOutageOpensOneSessionPerCall() {
        MonitorService naive = node(new UnguardedSessionStore(shared));
        shared.startOutage();

        everyVisitorCalls(naive, "new");

        assertThat(gateway.service().created()).isEqualTo(VISITORS * CALLS);
    }

    @Test
    void storeIsReadOncePerTenSecondsOfAnOutage() {
        here.sessions().current(Visitor.of("one"));
        shared.startOutage();
        int before = shared.commands().size();

        everyVisitorCalls(here, "new");

        long seconds = Duration.ofSeconds(CALLS * 30L).toSeconds();
        assertThat(shared.commands().size() - before).isLessThanOrEqualTo((int) (seconds / 10) + 1);
    }

    @Test
    void bothNodesHaveTheSamePairsAfterAnOutage() {
        everyVisitorCalls(here, "existing");
        shared.startOutage();
        everyVisitorCalls(here, "new");
        everyVisitorCalls(there, "new");
        shared.endOutage();
        time.advance(Duration.ofSeconds(30));

        for (Visitor visitor : visitors("new")) {
            assertThat(here.sessions().current(visitor))
                    .isPresent()
                    .isEqualTo(there.sessions().current(visitor));
        }
        int created = gateway.service().created();
        assertThat(created).as("one for each node at the most").isEqualTo(3 * VISITORS);
        everyVisitorCalls(here, "new");
        everyVisitorCalls(there, "new");
        assertThat(gateway.service().created()).isEqualTo(created);
    }

    @Test
    void cachedRecordNeedsNoStoreRead() {
        here.getEngagement(Visitor.of("one"), EngagementRequest.empty());
        int before = shared.commands().size();

        for (int i = 0; i < 100; i++) {
            here.getEngagement(Visitor.of("one"), EngagementRequest.empty());
        }

        assertThat(shared.commands()).hasSize(before);
    }

    @Test
    void uncachedRecordNeedsOneStoreRead() {
        here.getEngagement(Visitor.of("one"), EngagementRequest.empty());
        int before = shared.commands().size();

        there.getEngagement(Visitor.of("one"), EngagementRequest.empty());

        assertThat(shared.commands().subList(before, shared.commands().size())).containsExactly("find");
        assertThat(gateway.service().created()).isEqualTo(1);
    }

    @Test
    void firstCallNeedsThreeStoreOperations() {
        here.getEngagement(Visitor.of("one"), EngagementRequest.empty());

        assertThat(shared.commands()).containsExactly("find", "claim", "replace");
    }

    /** The control of the previous test: the second attempt must read the record again. */
    @Test
    void secondAttemptSendsTheVisitorIdOfTheFirstResponse() {
        gateway.respondsWith(Samples.accountLoading(9));
        MonitorService repeating = builder(shared).retryPolicy(new Twice()).build();

        repeating.getEngagement(Visitor.of("one"), EngagementRequest.empty());

        assertThat(shared.commands()).containsExactly("find", "claim", "replace", "release", "claim", "replace");
        assertThat(gateway.requests().get(1).record()).isInstanceOf(VisitorOnly.class);
    }

    private void everyVisitorCalls(MonitorService node, String kind) {
        Set<Object> pairs = new HashSet<>();
        for (int call = 0; call < CALLS; call++) {
            for (Visitor visitor : visitors(kind)) {
                pairs.add(node.getEngagement(visitor, EngagementRequest.empty()).session());
            }
            time.advance(Duration.ofSeconds(30));
        }
        assertThat(pairs).hasSizeGreaterThanOrEqualTo(VISITORS);
    }

    private static List<Visitor> visitors(String kind) {
        return IntStream.range(0, VISITORS)
                .mapToObj(i -> Visitor.of(kind + " " + i))
                .toList();
    }

    private MonitorService node(SessionStore store) {
        return builder(store).build();
    }

    private MonitorServiceBuilder builder(SessionStore store) {
        return MonitorServiceBuilder.forGateway(gateway)
                .sessionStore(store)
                .executor(Runnable::run)
                .time(time, time, time);
    }

    /** Retries once, without a delay. */
    private record Twice() implements RetryPolicy {

        @Override
        public <T> CompletableFuture<T> execute(Supplier<CompletableFuture<T>> attempt, Scope scope) {
            return attempt.get().exceptionallyCompose(failure -> attempt.get());
        }
    }
}
