package io.monitorapi.spring.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.event.command.CommandListener;
import io.lettuce.core.event.command.CommandStartedEvent;
import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engine.MonitorServiceBuilder;
import io.monitorapi.port.MonitorListener;
import io.monitorapi.port.SessionStore;
import io.monitorapi.session.SessionRecord.Paired;
import io.monitorapi.session.Visitor;
import io.monitorapi.spring.SessionProperties;
import io.monitorapi.spring.store.RealServers;
import io.monitorapi.testkit.UnguardedSessionStore;
import io.monitorapi.testkit.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * A node under load whose Redis stops. Redis, the driver and the 250 ms of patience are real; the time by which the node
 * trusts its memory and leaves the store alone stands still until the test moves it. Commands are counted in the driver.
 */
@Tag("long")
class RedisOutageTest {

    private static final int CALLERS = 8;
    private static final Duration PATIENCE = Duration.ofMillis(250);

    /** The timeout of the store, and a margin for busy machines. */
    private static final Duration LONGEST = PATIENCE.plusSeconds(2);

    private final List<Visitor> existing = visitors("existing", 200);
    private final List<Visitor> newcomers = visitors("new", 20);
    private final VirtualTime time = new VirtualTime();
    private final CountingGateway gateway = new CountingGateway();
    private final AtomicInteger commands = new AtomicInteger();
    private final CountDownLatch out = new CountDownLatch(1);
    private final CountDownLatch back = new CountDownLatch(1);
    private final int port = RealServers.freePort();
    private final LettuceConnectionFactory connections = RealRedis.connectionsTo(port);
    private final RedisSessionStoreFactory stores = stores(connections, PATIENCE);
    private RealRedis redis = RealRedis.startAt(port);

    RedisOutageTest() {
        connections.getRequiredNativeClient().addListener(new CommandListener() {
            @Override
            public void commandStarted(CommandStartedEvent event) {
                commands.incrementAndGet();
            }
        });
    }

    @AfterEach
    void stop() {
        stores.close();
        connections.destroy();
        redis.kill();
        redis.stop();
    }

    enum Fault {
        FROZEN,
        KILLED
    }

    @ParameterizedTest
    @EnumSource
    void noCallFailsAndOnlyTheFirstOnesWaitForRedis(Fault fault) throws Exception {
        try (MonitorService service = node(stores.storeFor("40001234", "7d0a"));
                Load load = underLoad(service)) {
            assertThat(out.getCount()).as("no outage yet").isEqualTo(1);
            assertThat(gateway.sessions()).hasValue(existing.size());
            Duration longestBefore = load.longestSince();
            int before = commands.get();
            begin(fault);
            noCacheEntryIsFresh();
            assertThat(out.await(2, TimeUnit.MINUTES)).isTrue();
            load.eachCalls(2);
            Duration longestAtFirst = load.longestSince();
            int commandsBefore = commands.get();

            load.eachCalls(1_000);
            newcomers.forEach(visitor -> service.getEngagement(visitor, EngagementRequest.empty()));
            time.advance(Duration.ofSeconds(9));
            load.eachCalls(1_000);

            int commandsMeanwhile = commands.get() - commandsBefore;
            System.out.printf(
                    "Redis %s under %d callers: longest call %d ms before, %d ms at first, %d ms afterwards; commands sent"
                            + " until it was found out %d, then %d in at least %d calls%n",
                    fault,
                    CALLERS,
                    longestBefore.toMillis(),
                    longestAtFirst.toMillis(),
                    load.longestSince().toMillis(),
                    commandsBefore - before,
                    commandsMeanwhile,
                    CALLERS * 2_000);
            assertThat(longestAtFirst).isLessThan(LONGEST);
            assertThat(commandsMeanwhile).isZero();
            assertThat(gateway.sessions()).hasValue(existing.size() + newcomers.size());

            end(fault);
            everythingIsWritten(service);
            load.eachCalls(100);
            assertThat(gateway.sessions()).hasValue(existing.size() + newcomers.size());
        }
    }

    /** The control: the same store and the same load without the cache and its circuit breaker. */
    @Test
    void withoutTheCacheEachCallWaitsForRedis() throws Exception {
        SessionStore store = new UnguardedSessionStore(stores.storeFor("40001234", "7d0a"));
        try (MonitorService service = node(store);
                Load load = underLoad(service)) {
            int sessionsBefore = gateway.sessions().get();
            begin(Fault.FROZEN);
            load.eachCalls(1);
            load.longestSince();
            int commandsBefore = commands.get();

            load.eachCalls(1);

            assertThat(commands.get() - commandsBefore).isGreaterThanOrEqualTo(CALLERS);
            assertThat(load.longestSince()).isGreaterThan(PATIENCE);
            assertThat(gateway.sessions()).hasValueGreaterThan(sessionsBefore);
        }
    }

    /** Opens a session for each visitor, and warms up the JVM. */
    private Load underLoad(MonitorService service) {
        existing.forEach(visitor -> service.getEngagement(visitor, EngagementRequest.empty()));
        Load load = new Load(service, existing, CALLERS);
        noCacheEntryIsFresh();
        load.eachCalls(100);
        load.longestSince();
        load.eachCalls(100);
        return load;
    }

    private void noCacheEntryIsFresh() {
        time.advance(Duration.ofSeconds(10));
    }

    private void begin(Fault fault) {
        if (fault == Fault.FROZEN) {
            redis.freeze();
        } else {
            redis.kill();
        }
    }

    private void end(Fault fault) {
        if (fault == Fault.FROZEN) {
            redis.thaw();
        } else {
            redis.stop();
            redis = RealRedis.startAt(port);
        }
    }

    /** Waits until Redis itself has all pairs: those of the outage, and those that it lost. */
    private void everythingIsWritten(MonitorService service) throws InterruptedException {
        LettuceConnectionFactory others = RealRedis.connectionsTo(port);
        try (RedisSessionStoreFactory patient = stores(others, Duration.ofSeconds(30))) {
            SessionStore store = patient.storeFor("40001234", "7d0a");
            long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
            while (!Stream.concat(existing.stream(), newcomers.stream())
                    .allMatch(visitor -> isWritten(visitor, store, service))) {
                assertThat(System.nanoTime() - end).as("looked for two minutes").isNegative();
                time.advance(Duration.ofSeconds(1));
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
            assertThat(back.await(2, TimeUnit.MINUTES)).isTrue();
        } finally {
            others.destroy();
        }
    }

    private static boolean isWritten(Visitor visitor, SessionStore store, MonitorService service) {
        return store.find(visitor).orElse(null) instanceof Paired paired
                && service.sessions().current(visitor).orElseThrow().equals(paired.session());
    }

    private MonitorService node(SessionStore store) {
        return MonitorServiceBuilder.forGateway(gateway)
                .sessionStore(store)
                .time(time, time, time)
                .creationLimit(1_000, 1_000)
                .listener(new MonitorListener() {
                    @Override
                    public void storeChanged(StoreChanged event) {
                        (event.reachable() ? back : out).countDown();
                    }
                })
                .build();
    }

    private static RedisSessionStoreFactory stores(LettuceConnectionFactory connections, Duration patience) {
        SessionProperties sessions =
                new SessionProperties(SessionProperties.Store.REDIS, "sixteen-letters!", Duration.ofDays(30), 1_000);
        return new RedisSessionStoreFactory(connections, sessions, new RedisSessionProperties(patience, "outage:"));
    }

    private static List<Visitor> visitors(String kind, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Visitor.of(kind + "-" + i))
                .toList();
    }
}
