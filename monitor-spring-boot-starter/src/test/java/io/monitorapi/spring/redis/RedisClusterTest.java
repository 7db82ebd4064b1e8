package io.monitorapi.spring.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.port.SessionStore.Claim;
import io.monitorapi.session.Visitor;
import io.monitorapi.spring.store.TimeLimitedExecutor;
import io.monitorapi.spring.store.VisitorKeys;
import io.monitorapi.testkit.Samples;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** A cluster of one node refuses keys of different slots in one script as a large cluster does. */
class RedisClusterTest {

    private static final Duration LEASE = Duration.ofSeconds(30);

    @Test
    void keepsBothKeysOfAVisitorWhereOneScriptReachesThem(@TempDir Path folder) {
        RealRedis redis = RealRedis.start(
                "cluster-enabled yes",
                "cluster-announce-ip 127.0.0.1",
                "cluster-config-file nodes.conf",
                "dir " + folder);
        LettuceConnectionFactory cluster =
                new LettuceConnectionFactory(new RedisClusterConfiguration(List.of("127.0.0.1:" + redis.port())));
        try (TimeLimitedExecutor calls = new TimeLimitedExecutor(
                "Redis", Duration.ofSeconds(30), 8, Set.of(RedisConnectionFailureException.class))) {
            assignAllSlots(redis);
            cluster.afterPropertiesSet();
            cluster.start();
            VisitorKeys keys = new VisitorKeys("sixteen-letters!", "40001234", "7d0a");
            RedisSessionStore store = new RedisSessionStore(cluster, keys, "test:", Duration.ofDays(30), calls);
            for (int i = 0; i < 20; i++) {
                Visitor visitor = Visitor.of("visitor-" + i);
                assertThat(store.claim(visitor, LEASE)).isInstanceOf(Claim.Granted.class);
                assertThat(store.replace(visitor, 0, Samples.paired(i, 1))).isTrue();
                assertThat(store.claim(visitor, LEASE)).isEqualTo(new Claim.Present(Samples.paired(i, 1)));
                store.forget(visitor);
                assertThat(store.find(visitor)).isEmpty();
            }
        } finally {
            cluster.destroy();
            redis.stop();
        }
    }

    private static void assignAllSlots(RealRedis redis) {
        LettuceConnectionFactory plain = RealRedis.connectionsTo(redis.port());
        try (RedisConnection node = plain.getConnection()) {
            Stream<String> slots = IntStream.range(0, 16_384).mapToObj(Integer::toString);
            node.execute("CLUSTER", bytes(Stream.concat(Stream.of("ADDSLOTS"), slots)));
            while (!state(node).contains("cluster_state:ok")) {
                Thread.onSpinWait();
            }
        } finally {
            plain.destroy();
        }
    }

    private static String state(RedisConnection node) {
        Object info = Objects.requireNonNull(node.execute("CLUSTER", bytes(Stream.of("INFO"))));
        return new String((byte[]) info, StandardCharsets.UTF_8);
    }

    private static byte[][] bytes(Stream<String> words) {
        return words.map(word -> word.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    }
}
