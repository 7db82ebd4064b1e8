package io.monitorapi.spring.redis;

import io.monitorapi.port.SessionStore;
import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.SessionRecord.Paired;
import io.monitorapi.session.SessionRecord.VisitorOnly;
import io.monitorapi.session.Visitor;
import io.monitorapi.spring.store.DecodedRecord;
import io.monitorapi.spring.store.SessionRecordCodec;
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
 * Keeps records in a Redis that many nodes share: one string for each visitor, and the claim beside it while it lasts.
 *
 * <p>Each method is one round trip, two more when the value turns out to be unreadable. Values expire after the retention.
 * Needs Redis 5 or later. Safe for use by any thread.
 */
public final class RedisSessionStore implements SessionStore {

    private static final byte[] NOTHING = {};
    private static final byte[] LONGEST = bytes(SessionRecordCodec.LONGEST);

    private final RedisScripts redis;
    private final VisitorKeys keys;
    private final String keyPrefix;
    private final Duration retention;
    private final TimeLimitedExecutor calls;

    /**
     * Makes a store; nothing is connected yet.
     *
     * @param connections where Redis is
     * @param keys names the visitors
     * @param keyPrefix what all keys begin with, without braces
     * @param retention how long a record is kept after it was written, at least a millisecond
     * @param calls bounds the time; not closed with the store, which has nothing to close
     */
    public RedisSessionStore(
            RedisConnectionFactory connections,
            VisitorKeys keys,
            String keyPrefix,
            Duration retention,
            TimeLimitedExecutor calls) {
        this.redis = new RedisScripts(connections);
        this.keys = keys;
        this.keyPrefix = keyPrefix;
        this.retention = retention;
        this.calls = calls;
    }

    @Override
    public Optional<SessionRecord> find(Visitor visitor) {
        byte[] value = calls.call(() -> redis.read(valueKey(visitor), SessionRecordCodec.LONGEST));
        return Optional.ofNullable(readable(value));
    }

    @Override
    public Claim claim(Visitor visitor, Duration lease) {
        List<byte[]> both = bothKeys(visitor);
        String token = UUID.randomUUID().toString();
        byte[] mine = bytes(token);
        byte[] millis = bytes(Math.max(1, lease.toMillis()));
        return calls.call(() -> {
            while (true) {
                byte[] answer = redis.claim(both, mine, millis, LONGEST);
                if (answer == null) {
                    return new Claim.Taken();
                }
                if (startsWith(answer, mine)) {
                    byte[] record = Arrays.copyOfRange(answer, mine.length, answer.length);
                    return new Claim.Granted(token, readable(record) instanceof VisitorOnly known ? known : null);
                }
                if (readable(answer) instanceof Paired paired) {
                    return new Claim.Present(paired);
                }
                redis.remove(both.get(0), answer);
            }
        });
    }

    @Override
    public void release(Visitor visitor, Claim.Granted granted) {
        calls.run(() -> redis.remove(claimKey(visitor), bytes(granted.token())));
    }

    @Override
    public boolean replace(Visitor visitor, long expectedGeneration, @Nullable SessionRecord next) {
        List<byte[]> both = bothKeys(visitor);
        byte[][] arguments = {
            bytes(expectedGeneration),
            next == null ? NOTHING : SessionRecordCodec.write(next),
            bytes(Math.max(1, retention.toMillis())),
            bytes(next instanceof Paired ? 1 : 0),
            LONGEST
        };
        return calls.call(() -> {
            while (true) {
                byte[] obstacle = redis.replace(both, arguments);
                if (obstacle == null) {
                    return true;
                }
                DecodedRecord stands = SessionRecordCodec.read(obstacle);
                if (expectedGeneration != 0 || !stands.givesWayTo(next)) {
                    // A store must not refuse what it has no record to show for: callers would try for ever.
                    return expectedGeneration == 0 && stands instanceof DecodedRecord.Newer;
                }
                redis.remove(both.get(0), obstacle);
            }
        });
    }

    @Override
    public void forget(Visitor visitor) {
        List<byte[]> both = bothKeys(visitor);
        calls.run(() -> redis.delete(both));
    }

    /** A token does: a record begins with a brace. */
    private static boolean startsWith(byte[] answer, byte[] token) {
        return answer.length >= token.length && Arrays.equals(answer, 0, token.length, token, 0, token.length);
    }

    private static @Nullable SessionRecord readable(byte @Nullable [] value) {
        return value != null && SessionRecordCodec.read(value) instanceof DecodedRecord.Current current
                ? current.record()
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

    /** The braces keep both keys of a visitor on the same node of a cluster, as a script needs them. */
    private String slot(Visitor visitor) {
        return keyPrefix + "{" + keys.keyOf(visitor) + "}";
    }

    private static byte[] bytes(Object text) {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
