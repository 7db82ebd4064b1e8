package io.monitorapi.spring.store;

import io.monitorapi.session.SessionRecord;
import org.jspecify.annotations.Nullable;

/** What a stored value turns out to be when it is read. */
public sealed interface DecodedRecord {

    /**
     * Tells whether the value makes room although no generation of it is known.
     *
     * @param next what is to take its place, or null for nothing
     * @return whether it can be thrown away
     */
    boolean givesWayTo(@Nullable SessionRecord next);

    /**
     * A record, as this release writes them.
     *
     * @param record the visitor's record
     */
    record Current(SessionRecord record) implements DecodedRecord {

        @Override
        public boolean givesWayTo(@Nullable SessionRecord next) {
            return false;
        }
    }

    /** A value of a later release, which is left alone until a session takes its place. */
    record Newer() implements DecodedRecord {

        @Override
        public boolean givesWayTo(@Nullable SessionRecord next) {
            return next instanceof SessionRecord.Paired;
        }
    }

    /** Nothing that a release of this library has written: it counts as absent. */
    record Unreadable() implements DecodedRecord {

        @Override
        public boolean givesWayTo(@Nullable SessionRecord next) {
            return true;
        }
    }
}
