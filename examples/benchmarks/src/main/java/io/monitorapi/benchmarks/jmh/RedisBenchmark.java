package io.monitorapi.benchmarks.jmh;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.monitorapi.benchmarks.growth.Records;
import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.Visitor;
import io.monitorapi.spring.redis.RedisSessionStore;
import io.monitorapi.spring.store.TimeLimitedExecutor;
import io.monitorapi.spring.store.VisitorKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import redis.embedded.RedisServer;

/** The shared store on a local Redis, compared with the bare command. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class RedisBenchmark {

    private static final String HOST = "127.0.0.1";
    private static final int BYTES = 300;

    private final Visitor visitor = Records.visitor(1);
    private final byte[] key = "bare".getBytes(StandardCharsets.US_ASCII);
    private final int port = freePort();
    private final RedisServer server = redis(port);
    private final RedisClient client = RedisClient.create(RedisURI.create(HOST, port));
    private final StatefulRedisConnection<byte[], byte[]> bare = client.connect(ByteArrayCodec.INSTANCE);
    private final LettuceConnectionFactory connections =
            new LettuceConnectionFactory(new RedisStandaloneConfiguration(HOST, port));
    private final TimeLimitedExecutor calls = new TimeLimitedExecutor("Redis", Duration.ofSeconds(1), 4, Set.of());
    private final RedisSessionStore store = new RedisSessionStore(
            connections,
            new VisitorKeys("a secret of the benchmark", "12345678", "7d0a"),
            "benchmark:",
            Duration.ofDays(1),
            calls);

    /** Stores a record of typical size, and a value of the same size. */
    @Setup
    public void begin() {
        connections.afterPropertiesSet();
        connections.start();
        store.replace(visitor, 0, Records.record(1));
        bare.sync().set(key, new byte[BYTES]);
    }

    private static int freePort() {
        try (ServerSocket any = new ServerSocket(0)) {
            return any.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    private static RedisServer redis(int port) {
        try {
            RedisServer server = RedisServer.newRedisServer()
                    .port(port)
                    .bind(HOST)
                    .setting("save \"\"")
                    .build();
            server.start();
            return server;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * Closes everything.
     *
     * @throws IOException if Redis does not stop
     */
    @TearDown
    public void end() throws IOException {
        bare.close();
        client.shutdown();
        connections.destroy();
        calls.close();
        server.stop();
    }

    /** {@return the bytes that the bare command reads} */
    @Benchmark
    public byte[] bareGet() {
        return bare.sync().get(key);
    }

    /** {@return the record of a visitor in the store} */
    @Benchmark
    public Optional<SessionRecord> storeFind() {
        return store.find(visitor);
    }
}
