package io.monitorapi.spring.redis;

import io.monitorapi.port.SessionStore;
import io.monitorapi.spring.SessionProperties;
import io.monitorapi.spring.SessionStoreFactory;
import io.monitorapi.spring.store.TimeLimitedExecutor;
import io.monitorapi.spring.store.VisitorKeys;
import java.time.Duration;
import java.util.Set;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/** Creates the stores of all clients, which share the threads of this factory. */
final class RedisSessionStoreFactory implements SessionStoreFactory, AutoCloseable {

    private static final int MAX_THREADS = 8;

    /** Until the first success: in a new JVM, connecting and loading the driver take up to 1.6 s of processor time. */
    private static final Duration FIRST_TIMEOUT = Duration.ofSeconds(5);

    private static final Set<Class<? extends Exception>> SAFE_CAUSES =
            Set.of(RedisConnectionFailureException.class, RedisSystemException.class);

    private final RedisConnectionFactory connections;
    private final SessionProperties sessions;
    private final RedisSessionProperties properties;
    private final TimeLimitedExecutor calls;

    RedisSessionStoreFactory(
            RedisConnectionFactory connections, SessionProperties sessions, RedisSessionProperties properties) {
        this.connections = connections;
        this.sessions = sessions;
        this.properties = properties;
        this.calls = new TimeLimitedExecutor("Redis", properties.timeout(), FIRST_TIMEOUT, MAX_THREADS, SAFE_CAUSES);
    }

    @Override
    public SessionStore storeFor(String accountId, String appInstallationId) {
        VisitorKeys keys = new VisitorKeys(sessions.requiredKeySecret(), accountId, appInstallationId);
        return new RedisSessionStore(connections, keys, properties.keyPrefix(), sessions.visitorRetention(), calls);
    }

    @Override
    public void close() {
        calls.close();
    }
}
