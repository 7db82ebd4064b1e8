package io.monitorapi.memory;

import io.monitorapi.session.SessionRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The record of one visitor and the lease of the caller that is opening a session for it; either may be absent.
 *
 * @param record the record, or null
 * @param lease the lease, or null
 */
record StoreEntry(@Nullable SessionRecord record, @Nullable Lease lease) {

    static final StoreEntry EMPTY = new StoreEntry(null, null);

    StoreEntry withRecord(@Nullable SessionRecord next) {
        return new StoreEntry(next, lease);
    }

    StoreEntry withLease(@Nullable Lease next) {
        return new StoreEntry(record, next);
    }

    boolean isEmpty() {
        return record == null && lease == null;
    }

    boolean isLeased(long nowMillis) {
        return lease != null && lease.endMillis > nowMillis;
    }

    /** {@return whether there is a record that was last used at or before a time} */
    boolean isUnusedSince(long millis) {
        return record != null && record.lastUsed().toEpochMilli() <= millis;
    }

    /** {@return the generation of the record, 0 for none} */
    long generation() {
        return record == null ? 0 : record.generation();
    }

    /** {@return when the record was last used; without a record the end of the lease, so that a new visitor is not evicted first} */
    Instant lastUsed() {
        if (record != null) {
            return record.lastUsed();
        }
        return lease == null ? Instant.MIN : Instant.ofEpochMilli(lease.endMillis);
    }

    /**
     * The right to open the visitor's session.
     *
     * @param token distinguishes this lease from later ones
     * @param endMillis when it ends, in milliseconds since the epoch
     */
    record Lease(String token, long endMillis) {}
}
