package io.monitorapi.spring.redis;

import io.monitorapi.port.SessionStore;
import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.SessionRecord.Paired;
import io.monitorapi.session.SessionRecord.VisitorOnly;
import io.monitorapi.session.Visitor;
import io.monitorapi.spring.store.CompareAndSetLoop;
import io.monitorapi.spring.store.DecodedRecord;
import io.monitorapi.spring.store.SessionRecordCodec;
import io.monitorapi.spring.store.StoreClock;
import io.monitorapi.spring.store.TimeLimitedExecutor;
import io.monitorapi.spring.store.VisitorKeys;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * A session store in a Redis that several nodes share: one string per visitor, and a second key while a claim is held.
 *
 * <p>Each method is one round trip, or three if the stored value is unreadable. Values expire after the retention. Requires
 * Redis 5 or later. Thread-safe.
 */
public final class RedisSessionStore implements SessionStore {

    private static final byte[] NO_VALUE = {};
    private static final byte[] MAX_BYTES = bytes(SessionRecordCodec.MAX_BYTES);

    private final RedisScripts redis;
    private final VisitorKeys keys;
    private final String keyPrefix;
    private final Duration retention;
    private final TimeLimitedExecutor calls;
    private final StoreClock clock;

    /**
     * Creates a store without connecting.
     *
     * @param connections the connections to Redis
     * @param keys derives the keys of visitors
     * @param keyPrefix prefix of all keys, without braces
     * @param retention how long a record is kept after a write, at least 1 ms
     * @param calls runs the commands within a time limit; not closed by this store
     */
    public RedisSessionStore(
            RedisConnectionFactory connections,
            VisitorKeys keys,
            String keyPrefix,
            Duration retention,
            TimeLimitedExecutor calls) {
        this(connections, keys, keyPrefix, retention, calls, new StoreClock());
    }

    RedisSessionStore(
            RedisConnectionFactory connections,
            VisitorKeys keys,
            String keyPrefix,
            Duration retention,
            TimeLimitedExecutor calls,
            StoreClock clock) {
        this.redis = new RedisScripts(connections);
        this.keys = keys;
        this.keyPrefix = keyPrefix;
        this.retention = retention;
        this.calls = calls;
        this.clock = clock;
    }

    @Override
    public Optional<SessionRecord> find(Visitor visitor) {
        byte[] key = valueKey(visitor);
        return calls.call(() -> {
            clock.synchronize(redis::time);
            return Optional.ofNullable(recordIn(redis.read(key, SessionRecordCodec.MAX_BYTES)));
        });
    }

    @Override
    public Claim claim(Visitor visitor, Duration lease) {
        List<byte[]> both = bothKeys(visitor);
        String token = UUID.randomUUID().toString();
        byte[] tokenBytes = bytes(token);
        byte[] millis = bytes(Math.max(1, lease.toMillis()));
        return calls.call(() -> CompareAndSetLoop.<Claim>untilDone(() -> {
            clock.synchronize(redis::time);
            byte[] reply = redis.claim(both, tokenBytes, millis, MAX_BYTES);
            if (reply == null) {
                return new Claim.Taken();
            }
            if (startsWith(reply, tokenBytes)) {
                byte[] rest = Arrays.copyOfRange(reply, tokenBytes.length, reply.length);
                return new Claim.Granted(token, recordIn(rest) instanceof VisitorOnly visitorOnly ? visitorOnly : null);
            }
            if (recordIn(reply) instanceof Paired paired) {
                return new Claim.Present(paired);
            }
            redis.remove(both.get(0), reply);
            return null;
        }));
    }

    @Override
    public void release(Visitor visitor, Claim.Granted granted) {
        calls.run(() -> redis.remove(claimKey(visitor), bytes(granted.token())));
    }

    @Override
    public boolean replace(Visitor visitor, long expectedGeneration, @Nullable SessionRecord next) {
        List<byte[]> both = bothKeys(visitor);
        return calls.call(() -> CompareAndSetLoop.untilDone(() -> {
            clock.synchronize(redis::time);
            byte[][] arguments = {
                bytes(expectedGeneration),
                next == null ? NO_VALUE : SessionRecordCodec.write(clock.toStoreTime(next)),
                bytes(Math.max(1, retention.toMillis())),
                bytes(next instanceof Paired ? 1 : 0),
                MAX_BYTES
            };
            byte[] current = redis.replace(both, arguments);
            if (current == null) {
                return true;
            }
            DecodedRecord decoded = SessionRecordCodec.read(current);
            if (expectedGeneration != 0 || !decoded.mayBeReplacedBy(next)) {
                // If replace returns false, find must return a record.
                return expectedGeneration == 0 && decoded instanceof DecodedRecord.Newer;
            }
            redis.remove(both.get(0), current);
            return null;
        }));
    }

    @Override
    public void forget(Visitor visitor) {
        List<byte[]> both = bothKeys(visitor);
        calls.run(() -> redis.delete(both));
    }

    @Override
    public Duration clockSkew() {
        return clock.skew();
    }

    /** A token never begins with a brace, as every record does. */
    private static boolean startsWith(byte[] reply, byte[] token) {
        return reply.length >= token.length && Arrays.equals(reply, 0, token.length, token, 0, token.length);
    }

    private @Nullable SessionRecord recordIn(byte @Nullable [] value) {
        return value != null && SessionRecordCodec.read(value) instanceof DecodedRecord.Current decoded
                ? clock.toNodeTime(decoded.record())
                : null;
    }

    private List<byte[]> bothKeys(Visitor visitor) {
        return List.of(valueKey(visitor), claimKey(visitor));
    }

    private byte[] valueKey(Visitor visitor) {
        return bytes(slot(visitor));
    }

    private byte[] claimKey(Visitor visitor) {
        return bytes(slot(visitor) + ":claim");
    }

    /** The braces keep both keys of a visitor in the same hash slot of a cluster, as scripts require. */
    private String slot(Visitor visitor) {
        return keyPrefix + "{" + keys.keyOf(visitor) + "}";
    }

    private static byte[] bytes(Object text) {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
