package io.monitorapi.memory;

import io.monitorapi.session.SessionRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The record of one visitor and the lease of the caller that is opening a session for it; either may be absent.
 *
 * <p>A map holds it as a {@linkplain #toValue() value}: without a lease that is the record itself, because nearly all visitors of
 * a large store have none.
 *
 * @param record the record, or null
 * @param lease the lease, or null
 */
record InMemorySessionEntry(
        @Nullable SessionRecord record, @Nullable Lease lease) {

    static final InMemorySessionEntry EMPTY = new InMemorySessionEntry(null, null);

    /** {@return the entry of a value in a map, null standing for none} */
    static InMemorySessionEntry of(@Nullable Object value) {
        if (value == null) {
            return EMPTY;
        }
        return value instanceof InMemorySessionEntry entry
                ? entry
                : new InMemorySessionEntry((SessionRecord) value, null);
    }

    /** {@return the record of a value in a map} */
    static @Nullable SessionRecord recordOf(Object value) {
        return value instanceof InMemorySessionEntry entry ? entry.record : (SessionRecord) value;
    }

    /** {@return when the visitor of a value in a map was last used} */
    static Instant lastUsedOf(Object value) {
        return value instanceof SessionRecord record
                ? record.lastUsed()
                : of(value).lastUsed();
    }

    /** {@return the value in a map, null if this is empty} */
    @Nullable
    Object toValue() {
        if (lease == null) {
            return record;
        }
        return this;
    }

    InMemorySessionEntry withRecord(@Nullable SessionRecord next) {
        return new InMemorySessionEntry(next, lease);
    }

    InMemorySessionEntry withLease(@Nullable Lease next) {
        return new InMemorySessionEntry(record, next);
    }

    boolean isLeased(long nowMillis) {
        return lease != null && lease.endMillis > nowMillis;
    }

    /** {@return the generation of the record, 0 for none} */
    long generation() {
        return record == null ? 0 : record.generation();
    }

    /** {@return when the record was last used; without a record the end of the lease, so that a new visitor is not evicted first} */
    private Instant lastUsed() {
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
