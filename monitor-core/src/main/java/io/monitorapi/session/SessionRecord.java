package io.monitorapi.session;

import io.monitorapi.internal.Arguments;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The state of a visitor between calls: the pair of a session, or only the visitor id. Immutable; times have a precision of one
 * millisecond.
 */
public sealed interface SessionRecord {

    /** {@return the service's id of the visitor} */
    String visitorId();

    /** {@return when the session was created, or when the visitor id was received} */
    Instant created();

    /** {@return when the last response to a request of this visitor was received} */
    Instant lastUsed();

    /** {@return the number that every change increments, at least 1; a store replaces a record only if it matches} */
    long generation();

    /** A visitor with a session. Times are kept as milliseconds, because an in-memory store has many of these. */
    final class Paired implements SessionRecord {

        private final MonitorSession session;
        private final @Nullable String pageId;
        private final long createdMillis;
        private final long lastUsedMillis;
        private final long generation;

        /**
         * Creates a record.
         *
         * @param session the pair
         * @param created when the session was created
         * @param lastUsed when its last response was received
         * @param generation the number that every change increments, at least 1
         * @param pageId the service's id of the last page, or null if there was none
         */
        public Paired(
                MonitorSession session, Instant created, Instant lastUsed, long generation, @Nullable String pageId) {
            this.session = Objects.requireNonNull(session, "session");
            this.createdMillis = Objects.requireNonNull(created, "created").toEpochMilli();
            this.lastUsedMillis = Objects.requireNonNull(lastUsed, "lastUsed").toEpochMilli();
            this.generation = Arguments.requireAtLeast("generation", 1, generation);
            this.pageId = pageId;
        }

        /** {@return the pair} */
        public MonitorSession session() {
            return session;
        }

        @Override
        public String visitorId() {
            return session.visitorId();
        }

        @Override
        public Instant created() {
            return Instant.ofEpochMilli(createdMillis);
        }

        @Override
        public Instant lastUsed() {
            return Instant.ofEpochMilli(lastUsedMillis);
        }

        @Override
        public long generation() {
            return generation;
        }

        /** {@return the service's id of the last page, or null if there was none} */
        public @Nullable String pageId() {
            return pageId;
        }

        @Override
        public boolean equals(@Nullable Object object) {
            return object instanceof Paired other
                    && generation == other.generation
                    && createdMillis == other.createdMillis
                    && lastUsedMillis == other.lastUsedMillis
                    && session.equals(other.session)
                    && Objects.equals(pageId, other.pageId);
        }

        @Override
        public int hashCode() {
            return Objects.hash(session, generation);
        }

        /** Omits the ids. */
        @Override
        public String toString() {
            return "Paired[created=" + created() + ", lastUsed=" + lastUsed() + ", generation=" + generation + "]";
        }
    }

    /**
     * A visitor without a session: it has ended, or the service returned a visitor id but did not open one.
     *
     * @param visitorId the service's id of the visitor, 1 to 256 visible ASCII characters
     * @param created when the visitor id was received
     * @param lastUsed when the last response was received
     * @param generation the number that every change increments, at least 1
     */
    record VisitorOnly(String visitorId, Instant created, Instant lastUsed, long generation) implements SessionRecord {

        /** Takes the place of a visitor id; stores need not know about it. */
        private static final String FORGOTTEN = "!forgotten";

        /** Validates the components. */
        public VisitorOnly {
            Arguments.requireId("visitorId", visitorId);
            created = Objects.requireNonNull(created, "created").truncatedTo(ChronoUnit.MILLIS);
            lastUsed = Objects.requireNonNull(lastUsed, "lastUsed").truncatedTo(ChronoUnit.MILLIS);
            Arguments.requireAtLeast("generation", 1, generation);
        }

        /**
         * Creates the record of a visitor that was forgotten: it has no ids, but a generation, so that other nodes do not store
         * again what they knew of the visitor.
         *
         * @param now when the visitor was forgotten
         * @param generation the number that every change increments, at least 1
         * @return the record
         */
        public static VisitorOnly forgotten(Instant now, long generation) {
            return new VisitorOnly(FORGOTTEN, now, now, generation);
        }

        /** {@return whether the visitor was forgotten, so that the visitor id must not be sent} */
        public boolean isForgotten() {
            return visitorId.equals(FORGOTTEN);
        }

        /** Omits the id. */
        @Override
        public String toString() {
            return "VisitorOnly[created=" + created + ", lastUsed=" + lastUsed + ", generation=" + generation + "]";
        }
    }
}
