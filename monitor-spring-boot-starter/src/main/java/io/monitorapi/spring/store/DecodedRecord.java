package io.monitorapi.spring.store;

import io.monitorapi.session.SessionRecord;
import org.jspecify.annotations.Nullable;

/** The result of decoding a stored value. */
public sealed interface DecodedRecord {

    /**
     * Returns whether a caller that expects no record may overwrite the value.
     *
     * @param next the record to be written, or null to delete the value
     * @return whether the value may be overwritten
     */
    boolean mayBeReplacedBy(@Nullable SessionRecord next);

    /**
     * A record in the format of this release.
     *
     * @param record the visitor's record
     */
    record Current(SessionRecord record) implements DecodedRecord {

        @Override
        public boolean mayBeReplacedBy(@Nullable SessionRecord next) {
            return false;
        }
    }

    /** A value of a later release. Only a new session overwrites it. */
    record Newer() implements DecodedRecord {

        @Override
        public boolean mayBeReplacedBy(@Nullable SessionRecord next) {
            return next instanceof SessionRecord.Paired;
        }
    }

    /** A value that no release of this library wrote. It counts as absent and may be overwritten. */
    record Unreadable() implements DecodedRecord {

        @Override
        public boolean mayBeReplacedBy(@Nullable SessionRecord next) {
            return true;
        }
    }
}
