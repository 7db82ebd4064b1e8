package io.monitorapi.spring.redis;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.RedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.data.redis.serializer.RedisSerializer;

/** The Redis commands, one round trip each. Requires Redis 5 or later. Blocks as long as the driver does. */
final class RedisScripts {

    private static final RedisScript<byte[]> CLAIM = script("claim.lua");
    private static final RedisScript<byte[]> REPLACE = script("replace.lua");
    private static final RedisScript<byte[]> REMOVE = script("remove.lua");

    private final RedisTemplate<byte[], byte[]> redis = new RedisTemplate<>();

    RedisScripts(RedisConnectionFactory connections) {
        redis.setConnectionFactory(connections);
        redis.setDefaultSerializer(RedisSerializer.byteArray());
        redis.afterPropertiesSet();
    }

    /** Returns at most {@code maxBytes + 1} bytes of the value; null or empty if there is no string value. */
    byte @Nullable [] read(byte[] key, int maxBytes) {
        try {
            return redis.execute((RedisCallback<byte @Nullable []>)
                    connection -> connection.stringCommands().getRange(key, 0, maxBytes));
        } catch (NonTransientDataAccessException failure) {
            if (String.valueOf(failure.getMostSpecificCause().getMessage()).startsWith("WRONGTYPE")) {
                return null;
            }
            throw failure;
        }
    }

    /** Reads the clock of Redis; returns null if the user may not, because this command needs a right of its own. */
    @Nullable
    Instant time() {
        try {
            Long millis = redis.execute((RedisCallback<@Nullable Long>)
                    connection -> connection.serverCommands().time());
            return millis == null ? null : Instant.ofEpochMilli(millis);
        } catch (NonTransientDataAccessException failure) {
            if (String.valueOf(failure.getMostSpecificCause().getMessage()).startsWith("NOPERM")) {
                return null;
            }
            throw failure;
        }
    }

    byte @Nullable [] claim(List<byte[]> keys, byte[]... arguments) {
        return redis.execute(CLAIM, keys, (Object[]) arguments);
    }

    byte @Nullable [] replace(List<byte[]> keys, byte[]... arguments) {
        return redis.execute(REPLACE, keys, (Object[]) arguments);
    }

    void remove(byte[] key, byte[] value) {
        redis.execute(REMOVE, List.of(key), (Object) value);
    }

    void delete(List<byte[]> keys) {
        redis.delete(keys);
    }

    private static RedisScript<byte[]> script(String name) {
        return RedisScript.of(new ClassPathResource(name, RedisScripts.class), byte[].class);
    }
}
