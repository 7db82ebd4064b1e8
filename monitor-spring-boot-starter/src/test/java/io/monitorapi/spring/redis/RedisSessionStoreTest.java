package io.monitorapi.spring.redis;

import static io.monitorapi.spring.store.Failures.failsInTime;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lettuce.core.cluster.SlotHash;
import io.monitorapi.session.Visitor;
import io.monitorapi.spring.store.StoreUnavailableException;
import io.monitorapi.spring.store.TimeLimitedExecutor;
import io.monitorapi.spring.store.VisitorKeys;
import io.monitorapi.testkit.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

class RedisSessionStoreTest {

    private static final Duration LEASE = Duration.ofSeconds(30);

    private final Visitor visitor = Visitor.of("canary-" + UUID.randomUUID());
    private final String prefix = "test-" + UUID.randomUUID() + ":";
    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : opened) {
            one.close();
        }
    }

    @Test
    void oneCommandIsOneRoundTrip() {
        TcpProxy proxy = proxyTo(RealRedis.shared());
        RedisSessionStore store = store(proxy.port(), Duration.ofSeconds(30));
        warmUp(store);

        assertThat(roundTrips(proxy, () -> store.find(visitor))).isEqualTo(1);
        assertThat(roundTrips(proxy, () -> store.replace(visitor, 0, Samples.visitorOnly(1, 1))))
                .isEqualTo(1);
        assertThat(roundTrips(proxy, () -> store.claim(visitor, LEASE))).isEqualTo(1);
        assertThat(roundTrips(proxy, () -> store.claim(visitor, LEASE))).isEqualTo(1);
        assertThat(roundTrips(proxy, () -> store.replace(visitor, 1, Samples.paired(1, 2))))
                .isEqualTo(1);
        assertThat(roundTrips(proxy, () -> store.replace(visitor, 7, Samples.paired(1, 8))))
                .isEqualTo(1);
        assertThat(roundTrips(proxy, () -> store.claim(visitor, LEASE))).isEqualTo(1);
        assertThat(roundTrips(proxy, () -> store.find(visitor))).isEqualTo(1);
        assertThat(roundTrips(proxy, () -> store.forget(visitor))).isEqualTo(1);
    }

    /** Lettuce sends a command again after a reconnect if its response was lost. */
    @Test
    void aClaimThatIsSentTwiceIsGrantedTwice() {
        LettuceConnectionFactory connections =
                RealRedis.connectionsTo(RealRedis.shared().port());
        opened.add(connections::destroy);
        RedisScripts scripts = new RedisScripts(connections);
        List<byte[]> keys = List.of(bytes(prefix + "{v}"), bytes(prefix + "{v}:claim"));

        byte[] first = scripts.claim(keys, bytes("token-1"), bytes("30000"), bytes("16384"));
        byte[] repeated = scripts.claim(keys, bytes("token-1"), bytes("30000"), bytes("16384"));
        byte[] other = scripts.claim(keys, bytes("token-2"), bytes("30000"), bytes("16384"));

        assertThat(first).isEqualTo(bytes("token-1"));
        assertThat(repeated).isEqualTo(bytes("token-1"));
        assertThat(other).isNull();
    }

    @Test
    void sendsAScriptAgainAfterScriptFlush() {
        RedisSessionStore store = store(RealRedis.shared().port(), Duration.ofSeconds(30));
        warmUp(store);
        withRedis(redis -> redis.scriptingCommands().scriptFlush());

        assertThat(store.replace(visitor, 0, Samples.paired(1, 1))).isTrue();
    }

    @Test
    void storesNoVisitorKeyAndExpiresEverything() {
        RedisSessionStore store = store(RealRedis.shared().port(), Duration.ofSeconds(30));
        store.claim(visitor, LEASE);
        store.replace(visitor, 0, Samples.visitorOnly(1, 1));

        withRedis(redis -> {
            List<byte[]> keys =
                    List.copyOf(Objects.requireNonNull(redis.keyCommands().keys(bytes(prefix + "*"))));
            assertThat(keys).hasSize(2).allSatisfy(key -> {
                assertThat(text(key)).doesNotContain("canary");
                assertThat(text(Objects.requireNonNull(redis.stringCommands().get(key))))
                        .doesNotContain("canary");
                assertThat(redis.keyCommands().pTtl(key)).isPositive();
                assertThat(SlotHash.getSlot(key)).isEqualTo(SlotHash.getSlot(keys.get(0)));
            });
        });
    }

    @Test
    void failsInTimeWhenRedisIsStopped() {
        RealRedis redis = RealRedis.start();
        RedisSessionStore store = store(redis.port(), Duration.ofMillis(250));
        warmUp(store);
        redis.stop();

        for (int i = 0; i < 3; i++) {
            failsInTime(() -> store.find(visitor));
            failsInTime(() -> store.claim(visitor, LEASE));
            failsInTime(() -> store.replace(visitor, 0, Samples.paired(1, 1)));
        }
    }

    @Test
    void failsInTimeWhenRedisWasNeverStarted() {
        TcpProxy closed = proxyTo(RealRedis.shared());
        int port = closed.port();
        close(closed);
        RedisSessionStore store = store(port, Duration.ofMillis(250));

        failsInTime(() -> store.find(visitor));
    }

    @Test
    void failsInTimeWhenRedisStopsResponding() {
        TcpProxy proxy = proxyTo(RealRedis.shared());
        RedisSessionStore store = store(proxy.port(), Duration.ofMillis(250));
        warmUp(store);
        proxy.stopResponding();

        for (int i = 0; i < 20; i++) {
            failsInTime(() -> store.find(visitor));
        }

        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().startsWith("monitor-api-" + prefix))
                .hasSizeLessThanOrEqualTo(8);
    }

    /** The control: the driver alone waits longer. */
    @Test
    void theDriverAloneWaitsLonger() {
        TcpProxy proxy = proxyTo(RealRedis.shared());
        proxy.stopResponding();
        RedisSessionStore store = store(proxy.port(), Duration.ofSeconds(3));

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> store.find(visitor))
                .withMessageContaining("did not respond within 3000 ms");
    }

    @Test
    void failsInTimeWhenRedisAcceptsAndNeverResponds() {
        TcpProxy proxy = proxyTo(RealRedis.shared());
        proxy.stopResponding();
        RedisSessionStore store = store(proxy.port(), Duration.ofMillis(250));

        failsInTime(() -> store.find(visitor));
        failsInTime(() -> store.find(visitor));
    }

    private static int roundTrips(TcpProxy proxy, Runnable question) {
        int before = proxy.roundTrips();
        question.run();
        return proxy.roundTrips() - before;
    }

    private void warmUp(RedisSessionStore store) {
        Visitor other = Visitor.of("warm-" + UUID.randomUUID());
        for (boolean warm = false; !warm; ) {
            try {
                store.claim(other, LEASE);
                store.replace(other, 0, Samples.paired(1, 1));
                store.forget(other);
                store.find(other);
                warm = true;
            } catch (StoreUnavailableException slow) {
                // the first connection of a new JVM is slow
            }
        }
    }

    private RedisSessionStore store(int port, Duration timeout) {
        LettuceConnectionFactory connections = RealRedis.connectionsTo(port);
        TimeLimitedExecutor calls =
                new TimeLimitedExecutor(prefix, timeout, 8, Set.of(RedisConnectionFailureException.class));
        opened.add(calls);
        opened.add(connections::destroy);
        VisitorKeys keys = new VisitorKeys("sixteen-letters!", "40001234", "7d0a");
        return new RedisSessionStore(connections, keys, prefix, Duration.ofDays(30), calls);
    }

    private TcpProxy proxyTo(RealRedis redis) {
        TcpProxy proxy = TcpProxy.to(redis.port());
        opened.add(proxy);
        return proxy;
    }

    private static void close(TcpProxy proxy) {
        try {
            proxy.close();
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private void withRedis(Consumer<RedisConnection> work) {
        LettuceConnectionFactory connections =
                RealRedis.connectionsTo(RealRedis.shared().port());
        opened.add(connections::destroy);
        try (RedisConnection redis = connections.getConnection()) {
            work.accept(redis);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
