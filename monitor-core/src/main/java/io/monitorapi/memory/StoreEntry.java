package io.monitorapi.memory;

import io.monitorapi.session.SessionRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of one visitor: its record, and who is opening a session for it. Compared by identity.
 *
 * <p>It is asked with times in milliseconds, as every call asks and numbers cost no memory.
 */
final class StoreEntry {

    static final StoreEntry EMPTY = new StoreEntry(null, null, Instant.MIN);

    final @Nullable String claim;
    private final Instant claimEnds;

    /** A {@link SessionRecord}, or the same one as a {@link PackedRecord}; null when there is none. */
    private volatile @Nullable Object kept;

    private StoreEntry(@Nullable Object kept, @Nullable String claim, Instant claimEnds) {
        this.kept = kept;
        this.claim = claim;
        this.claimEnds = claimEnds;
    }

    StoreEntry with(@Nullable SessionRecord record) {
        return new StoreEntry(record, claim, claimEnds);
    }

    StoreEntry claimed(String token, long endMillis) {
        return new StoreEntry(kept, token, Instant.ofEpochMilli(endMillis));
    }

    StoreEntry unclaimed() {
        return new StoreEntry(kept, null, Instant.MIN);
    }

    /** From now on the record takes little memory, and some time to read. */
    void pack() {
        if (kept instanceof SessionRecord record) {
            kept = new PackedRecord(record);
        }
    }

    @Nullable
    SessionRecord record() {
        Object now = kept;
        return now instanceof PackedRecord packed ? packed.unpack() : (SessionRecord) now;
    }

    /** Whether there is a record, and nobody has used it later. */
    boolean isUnusedSince(long millis) {
        Object now = kept;
        if (now instanceof PackedRecord packed) {
            return packed.lastUsedMillis() <= millis;
        }
        return now instanceof SessionRecord record && record.lastUsed().toEpochMilli() <= millis;
    }

    boolean isEmpty() {
        return kept == null && claim == null;
    }

    boolean isClaimed(long nowMillis) {
        return claim != null && claimEnds.toEpochMilli() > nowMillis;
    }

    /** {@return the generation of the record, 0 for none} */
    long generation() {
        Object now = kept;
        if (now instanceof PackedRecord packed) {
            return packed.generation();
        }
        return now instanceof SessionRecord record ? record.generation() : 0;
    }

    /** A claim counts as used when it was made, so that a new visitor is not the first to go. */
    Instant lastUsed() {
        Object now = kept;
        if (now instanceof PackedRecord packed) {
            return packed.lastUsed();
        }
        return now instanceof SessionRecord record ? record.lastUsed() : claimEnds;
    }
}
