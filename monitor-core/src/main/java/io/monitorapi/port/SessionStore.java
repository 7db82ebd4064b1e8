package io.monitorapi.port;

import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.SessionRecord.VisitorOnly;
import io.monitorapi.session.Visitor;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the records of visitors between calls, for one node or for many.
 *
 * <p>Methods block at most for a short time that the store bounds itself, and throw an unchecked exception when the store
 * is out of reach; an unreadable value counts as absent and may be overwritten. Implementations are safe for use by any thread and pass
 * {@code SessionStoreContract} of the test kit.
 */
public interface SessionStore {

    /**
     * Finds the record of a visitor.
     *
     * @param visitor the visitor
     * @return the record, empty if there is none
     */
    Optional<SessionRecord> find(Visitor visitor);

    /**
     * Claims the right to open the visitor's session, which one caller at a time can have over all nodes; returns the
     * current record, so that the caller need not find it again.
     *
     * @param visitor the visitor
     * @param lease how long the claim holds if it is neither used nor released, positive
     * @return whether there is a session already, the claim is granted, or another caller holds it
     */
    Claim claim(Visitor visitor, Duration lease);

    /**
     * Releases a claim after a failure.
     *
     * @param visitor the visitor
     * @param granted what {@link #claim} returned; nothing happens if that claim has expired
     */
    void release(Visitor visitor, Claim.Granted granted);

    /**
     * Replaces a record if it has not changed; a record with a session also ends the claim. If this method returns false,
     * {@link #find} must return the record that prevented it.
     *
     * @param visitor the visitor
     * @param expectedGeneration the generation of the record to be replaced, 0 if there must be none
     * @param next the new record, or null to delete the record
     * @return whether it was replaced
     */
    boolean replace(Visitor visitor, long expectedGeneration, @Nullable SessionRecord next);

    /**
     * Deletes the record of a visitor, whatever its generation.
     *
     * @param visitor the visitor
     */
    void forget(Visitor visitor);

    /** {@return whether methods may block the calling thread, as with a network; true unless overridden} */
    default boolean blocking() {
        return true;
    }

    /**
     * Returns by how much the clock of the store is ahead of this node's. A store that nodes share keeps the times of records in its
     * own time and converts them, so that a node whose clock is wrong neither ends nor revives a session.
     *
     * @return the difference as last measured, negative if the store's clock is behind; zero unless overridden
     */
    default Duration clockSkew() {
        return Duration.ZERO;
    }

    /** The result of a claim. */
    sealed interface Claim {

        /**
         * There is a session already.
         *
         * @param record the visitor's record
         */
        record Present(SessionRecord.Paired record) implements Claim {}

        /**
         * The caller may open the session.
         *
         * @param token distinguishes this claim from later ones, not empty
         * @param record the visitor's record, null when there is none
         */
        record Granted(String token, @Nullable VisitorOnly record) implements Claim {

            /** Checks that there is a token. */
            public Granted {
                Objects.requireNonNull(token, "token");
            }
        }

        /** Another caller holds the claim. */
        record Taken() implements Claim {}
    }
}
