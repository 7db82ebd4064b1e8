package io.monitorapi.spring.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.port.SessionStore;
import io.monitorapi.port.SessionStore.Claim;
import io.monitorapi.session.Visitor;
import io.monitorapi.spring.store.NodesWithDifferentClocks;
import io.monitorapi.spring.store.TimeLimitedExecutor;
import io.monitorapi.spring.store.VisitorKeys;
import io.monitorapi.testkit.DurableSessionStoreContract;
import io.monitorapi.testkit.Samples;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

class RedisSessionStoreContractTest extends DurableSessionStoreContract {

    private static final VisitorKeys KEYS = new VisitorKeys("sixteen-letters!", "40001234", "7d0a");
    private static LettuceConnectionFactory connections;
    private static TimeLimitedExecutor calls;

    private final Instant now = Instant.now();

    @BeforeAll
    static void connect() {
        connections = RealRedis.connectionsTo(RealRedis.shared().port());
        calls = new TimeLimitedExecutor(
                "Redis", Duration.ofSeconds(30), 8, Set.of(RedisConnectionFailureException.class));
    }

    @AfterAll
    static void disconnect() {
        if (calls != null) {
            calls.close();
            connections.destroy();
        }
    }

    @Override
    protected SessionStore store() {
        return storeWithRetention(Duration.ofDays(30));
    }

    @Override
    protected SessionStore storeWithRetention(Duration retention) {
        return new RedisSessionStore(connections, KEYS, "test:", retention, calls);
    }

    @Override
    protected Instant now() {
        return now;
    }

    /** Redis has no clock but the real one. */
    @Override
    protected void pass(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException stop) {
            throw new AssertionError(stop);
        }
    }

    @Override
    protected byte[] stored(Visitor visitor) {
        try (RedisConnection redis = connections.getConnection()) {
            return Objects.requireNonNullElse(redis.stringCommands().get(key(visitor)), new byte[0]);
        }
    }

    @Override
    protected void plant(Visitor visitor, byte[] value) {
        try (RedisConnection redis = connections.getConnection()) {
            redis.stringCommands().set(key(visitor), value);
        }
    }

    @Override
    protected byte[] ofRelease(int number, byte[] value) {
        return text(value).replace("{\"v\":2,", "{\"v\":" + number + ",").getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void nodesWithDifferentClocksShareASession() {
        NodesWithDifferentClocks.shareOneSession(
                clock -> new RedisSessionStore(connections, KEYS, "test:", Duration.ofDays(30), calls, clock));
    }

    /** The least rights of earlier releases did not include TIME. */
    @Test
    void aUserWithoutTheRightToReadTheClockKeepsTheStore() {
        String rights = "SETUSER old on >old ~* -@all +get +getrange +set +del +pttl +eval +evalsha +hello";
        try (RedisConnection redis = connections.getConnection()) {
            redis.execute(
                    "ACL", Stream.of(rights.split(" ")).map(String::getBytes).toArray(byte[][]::new));
        }
        RedisStandaloneConfiguration user =
                new RedisStandaloneConfiguration("127.0.0.1", RealRedis.shared().port());
        user.setUsername("old");
        user.setPassword("old");
        LettuceConnectionFactory restricted = new LettuceConnectionFactory(user);
        restricted.afterPropertiesSet();
        restricted.start();
        try {
            SessionStore store = new RedisSessionStore(restricted, KEYS, "test:", Duration.ofDays(30), calls);
            Visitor visitor = Visitor.of("restricted");

            assertThat(store.replace(visitor, 0, Samples.paired(1, 1))).isTrue();
            assertThat(store.find(visitor)).contains(Samples.paired(1, 1));
        } finally {
            restricted.destroy();
        }
    }

    @Test
    void aValueOfAnotherTypeIsAbsent() {
        try (RedisConnection redis = connections.getConnection()) {
            redis.hashCommands().hMSet(key(visitor), Map.of(new byte[] {1}, new byte[] {2}));
        }

        assertThat(store().find(visitor)).isEmpty();
        assertThat(store().replace(visitor, 1, Samples.paired(1, 2))).isFalse();
        assertThat(store().claim(visitor, Duration.ofSeconds(5))).isInstanceOf(Claim.Granted.class);
        assertThat(store().replace(visitor, 0, Samples.paired(1, 1))).isTrue();
        assertThat(store().find(visitor)).contains(Samples.paired(1, 1));
    }

    @Test
    void aClaimWithoutExpiryIsReplaced() {
        try (RedisConnection redis = connections.getConnection()) {
            redis.stringCommands()
                    .set((text(key(visitor)) + ":claim").getBytes(StandardCharsets.UTF_8), new byte[] {1});
        }

        assertThat(store().claim(visitor, Duration.ofSeconds(5))).isInstanceOf(Claim.Granted.class);
        assertThat(store().claim(visitor, Duration.ofSeconds(5))).isInstanceOf(Claim.Taken.class);
    }

    private static byte[] key(Visitor visitor) {
        return ("test:{" + KEYS.keyOf(visitor) + "}").getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
