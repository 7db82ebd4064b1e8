package io.monitorapi.memory;

import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.SessionRecord.Paired;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is kept of one visitor: its record, and who is opening a session for it. Compared by identity. */
final class Slot {

    static final Slot EMPTY = new Slot(null, null, Instant.MIN);

    final @Nullable String claim;
    private final Instant claimEnds;

    /** A {@link SessionRecord}, or the same one as a {@link PackedRecord}; null when there is none. */
    private volatile @Nullable Object kept;

    private Slot(@Nullable Object kept, @Nullable String claim, Instant claimEnds) {
        this.kept = kept;
        this.claim = claim;
        this.claimEnds = claimEnds;
    }

    @Nullable
    SessionRecord record() {
        return kept instanceof PackedRecord packed ? packed.unpack() : (SessionRecord) kept;
    }
}
