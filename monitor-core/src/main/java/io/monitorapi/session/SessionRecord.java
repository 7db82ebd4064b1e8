package io.monitorapi.session;

import io.monitorapi.internal.Arguments;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The state of a visitor between calls: the pair of a session, or only the visitor id. Immutable. */
public sealed interface SessionRecord {

    /** The maximum number of engagement contexts of a session; the oldest are removed first. */
    int MOST_CONTEXTS = 5;

    /** {@return the service's id of the visitor} */
    String visitorId();

    /** {@return when the session was created, or when the visitor id was received} */
    Instant created();

    /** {@return when the last response to a request of this visitor was received} */
    Instant lastUsed();

    /** {@return the number that every change increments, at least 1; a store replaces a record only if it matches} */
    long generation();

    /**
     * A visitor with a session.
     *
     * @param session the pair
     * @param created when the session was created
     * @param lastUsed when its last response was received
     * @param generation the number that every change increments, at least 1
     * @param contexts the engagements offered in this session, newest first, at most 5
     * @param pageId the service's id of the last page, or null if there was none
     */
    record Paired(
            MonitorSession session,
            Instant created,
            Instant lastUsed,
            long generation,
            List<EngagementContext> contexts,
            @Nullable String pageId)
            implements SessionRecord {

        /** Validates the components and copies the list. */
        public Paired {
            Objects.requireNonNull(session, "session");
            Objects.requireNonNull(created, "created");
            Objects.requireNonNull(lastUsed, "lastUsed");
            Arguments.requireAtLeast("generation", 1, generation);
            contexts = List.copyOf(contexts);
            if (contexts.size() > MOST_CONTEXTS) {
                throw new IllegalArgumentException("contexts must be at most " + MOST_CONTEXTS);
            }
        }

        @Override
        public String visitorId() {
            return session.visitorId();
        }

        /** Omits the ids. */
        @Override
        public String toString() {
            return "Paired[created=" + created + ", lastUsed=" + lastUsed + ", generation=" + generation + ", contexts="
                    + contexts.size() + "]";
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

        /** Validates the components. */
        public VisitorOnly {
            Arguments.requireId("visitorId", visitorId);
            Objects.requireNonNull(created, "created");
            Objects.requireNonNull(lastUsed, "lastUsed");
            Arguments.requireAtLeast("generation", 1, generation);
        }

        /** Omits the id. */
        @Override
        public String toString() {
            return "VisitorOnly[created=" + created + ", lastUsed=" + lastUsed + ", generation=" + generation + "]";
        }
    }
}
