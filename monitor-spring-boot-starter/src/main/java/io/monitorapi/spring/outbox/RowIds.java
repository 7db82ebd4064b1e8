package io.monitorapi.spring.outbox;

import io.monitorapi.session.Visitor;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The ids of rows: a keyed hash of the visitor, the time of submission in microseconds, and a random number. The ids of one
 * visitor sort in the order of submission; all parts are hexadecimal and of fixed length, so that every collation agrees.
 * Thread-safe.
 */
final class RowIds {

    private static final int HASH_BYTES = 16;
    private static final int HASH_LENGTH = 2 * HASH_BYTES;
    private static final int TIME_LENGTH = 16;
    private static final HexFormat HEX = HexFormat.of();

    private final OutboxCipher cipher;
    private final InstantSource clock;
    private final AtomicLong last = new AtomicLong();

    RowIds(OutboxCipher cipher, InstantSource clock) {
        this.cipher = cipher;
        this.clock = clock;
    }

    /** Two submissions on this node never have the same time. */
    String next(String client, Visitor visitor) {
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        long time = last.updateAndGet(before -> Math.max(before + 1, now));
        int random = ThreadLocalRandom.current().nextInt(1 << 16);
        return hash(client + '\0' + visitor.key()) + HEX.toHexDigits(time) + HEX.toHexDigits((short) random);
    }

    String ofKey(String client, String key) {
        return hash(client + "\0key\0" + key);
    }

    static Instant submitted(String id) {
        long micros = HexFormat.fromHexDigitsToLong(id, HASH_LENGTH, HASH_LENGTH + TIME_LENGTH);
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** {@return an id that is not greater than any id of the same visitor} */
    static String first(String id) {
        return id.substring(0, HASH_LENGTH) + "0".repeat(id.length() - HASH_LENGTH);
    }

    /** {@return an id that is not less than any id of the same visitor} */
    static String last(String id) {
        return id.substring(0, HASH_LENGTH) + "f".repeat(id.length() - HASH_LENGTH);
    }

    private String hash(String text) {
        return HEX.formatHex(cipher.hash(text), 0, HASH_BYTES);
    }
}
