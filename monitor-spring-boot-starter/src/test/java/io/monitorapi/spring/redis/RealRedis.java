package io.monitorapi.spring.redis;

import io.monitorapi.spring.store.RealServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import redis.embedded.RedisServer;
import redis.embedded.core.RedisServerBuilder;

/** A Redis process on a free port of this machine; one of them is shared by all tests of this JVM. */
public final class RealRedis {

    private static @Nullable RealRedis shared;

    private final RedisServer server;
    private final int port;
    private final long process;

    private RealRedis(RedisServer server, int port) {
        this.server = server;
        this.port = port;
        this.process = processOf(port);
    }

    /** {@return the shared process, which ends with this JVM} */
    public static synchronized RealRedis shared() {
        if (shared == null) {
            shared = start();
            Runtime.getRuntime().addShutdownHook(new Thread(shared::stop));
        }
        return shared;
    }

    static RealRedis start(String... settings) {
        return startAt(RealServers.freePort(), settings);
    }

    static RealRedis startAt(int port, String... settings) {
        return RealServers.start("Redis", () -> {
            RedisServerBuilder builder = RedisServer.newRedisServer()
                    .port(port)
                    .bind("127.0.0.1")
                    .setting("save \"\"")
                    .setting("appendonly no");
            for (String setting : settings) {
                builder.setting(setting);
            }
            RedisServer server = builder.build();
            server.start();
            return new RealRedis(server, port);
        });
    }

    /** {@return the port} */
    public int port() {
        return port;
    }

    void stop() {
        try {
            server.stop();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Stops the process without ending it: it keeps connections, accepts new ones, and does not respond. */
    void freeze() {
        signal("STOP");
    }

    /** Continues after {@link #freeze()}. */
    void thaw() {
        signal("CONT");
    }

    /** Kills the process, which breaks its connections. */
    void kill() {
        signal("KILL");
    }

    private void signal(String name) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process))
                    .inheritIO()
                    .start();
            if (kill.waitFor() != 0) {
                throw new AssertionError("Redis was sent no SIG" + name);
            }
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    private static long processOf(int port) {
        LettuceConnectionFactory connections = connectionsTo(port);
        try (RedisConnection redis = connections.getConnection()) {
            Properties server = Objects.requireNonNull(redis.serverCommands().info("server"));
            return Long.parseLong(server.getProperty("process_id"));
        } finally {
            connections.destroy();
        }
    }

    /** Not connected yet, with Lettuce's default timeout of a minute. */
    static LettuceConnectionFactory connectionsTo(int port) {
        LettuceConnectionFactory connections =
                new LettuceConnectionFactory(new RedisStandaloneConfiguration("127.0.0.1", port));
        connections.afterPropertiesSet();
        connections.start();
        return connections;
    }
}
