package io.monitorapi.spring.store;

import io.monitorapi.session.SessionRecord;

/** What a stored value turns out to be when it is read. */
public sealed interface StoredValue {

    /**
     * A record, as this release writes them.
     *
     * @param record the visitor's record
     */
    record Current(SessionRecord record) implements StoredValue {}

    /** A value of a later release, which is left alone until a session takes its place. */
    record Newer() implements StoredValue {}

    /** Nothing that a release of this library has written: it counts as absent. */
    record Unreadable() implements StoredValue {}
}
