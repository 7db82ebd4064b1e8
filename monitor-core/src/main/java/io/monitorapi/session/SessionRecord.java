package io.monitorapi.session;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Holds what is kept of a visitor between calls: the whole pair, or the visitor id alone. Immutable. */
public sealed interface SessionRecord {

    /** The most engagement contexts that a session keeps; the oldest ones go first. */
    int MOST_CONTEXTS = 5;

    /** {@return the service's id of the visitor} */
    String visitorId();

    /** {@return when the session began, or when the visitor id was learnt} */
    Instant created();

    /** {@return when the service last answered a call of this visitor} */
    Instant lastUsed();

    /** {@return the number that every change raises, at least 1; a store replaces a record only if it still matches} */
    long generation();

    /**
     * A visitor with a session.
     *
     * @param session the pair
     * @param created when the session began
     * @param lastUsed when the service last answered in it
     * @param generation the number that every change raises, at least 1
     * @param contexts the engagements offered in this session, newest first, at most 5
     * @param pageId the service's id of the last page, or null when it named none
     */
    record Paired(
            MonitorSession session,
            Instant created,
            Instant lastUsed,
            long generation,
            List<EngagementContext> contexts,
            @Nullable String pageId)
            implements SessionRecord {

        /** Checks that nothing is missing and copies the list. */
        public Paired {
            Objects.requireNonNull(session, "session");
            Objects.requireNonNull(created, "created");
            Objects.requireNonNull(lastUsed, "lastUsed");
            requireGeneration(generation);
            contexts = List.copyOf(contexts);
            if (contexts.size() > MOST_CONTEXTS) {
                throw new IllegalArgumentException("contexts must be at most " + MOST_CONTEXTS);
            }
        }

        @Override
        public String visitorId() {
            return session.visitorId();
        }

        /** Leaves the ids out. */
        @Override
        public String toString() {
            return "Paired[created=" + created + ", lastUsed=" + lastUsed + ", generation=" + generation + ", contexts="
                    + contexts.size() + "]";
        }
    }

    /**
     * A visitor whose session has ended, or that the service has named but not opened a session for.
     *
     * @param visitorId the service's id of the visitor, 1 to 256 visible ASCII characters
     * @param created when the visitor id was learnt
     * @param lastUsed when the service last answered a call of this visitor
     * @param generation the number that every change raises, at least 1
     */
    record VisitorOnly(String visitorId, Instant created, Instant lastUsed, long generation) implements SessionRecord {

        /** Checks that nothing is missing. */
        public VisitorOnly {
            MonitorSession.requireId("visitorId", visitorId);
            Objects.requireNonNull(created, "created");
            Objects.requireNonNull(lastUsed, "lastUsed");
            requireGeneration(generation);
        }

        /** Leaves the id out. */
        @Override
        public String toString() {
            return "VisitorOnly[created=" + created + ", lastUsed=" + lastUsed + ", generation=" + generation + "]";
        }
    }

    private static void requireGeneration(long generation) {
        if (generation < 1) {
            throw new IllegalArgumentException("generation must be at least 1");
        }
    }
}
