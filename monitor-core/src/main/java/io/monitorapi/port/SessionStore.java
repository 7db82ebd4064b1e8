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
 * is out of reach; a value that cannot be read is absent. Implementations are safe for use by any thread and pass
 * {@code SessionStoreContract} of the test kit.
 */
public interface SessionStore {

    /**
     * Looks a visitor up.
     *
     * @param visitor the visitor
     * @return its record, empty when there is none
     */
    Optional<SessionRecord> find(Visitor visitor);

    /**
     * Asks for the right to open the visitor's session, which one caller at a time has, on whatever node; tells what is known
     * of the visitor by then, so that nobody has to look again.
     *
     * @param visitor the visitor
     * @param lease how long the right holds when it is neither used nor given back, positive
     * @return whether there is a session already, the right is granted, or somebody else has it
     */
    Claim claim(Visitor visitor, Duration lease);

    /**
     * Gives the right to open a session back, after a failure.
     *
     * @param visitor the visitor
     * @param granted what {@link #claim} answered; nothing happens if that right has been outlived
     */
    void release(Visitor visitor, Claim.Granted granted);

    /**
     * Replaces a record if nobody else has; a record with a session also ends the claim.
     *
     * @param visitor the visitor
     * @param expectedGeneration the generation of the record to be replaced, 0 when there must be none
     * @param next the new record, or null to forget the visitor
     * @return whether it was replaced
     */
    boolean replace(Visitor visitor, long expectedGeneration, @Nullable SessionRecord next);

    /**
     * Forgets a visitor, whatever its record is.
     *
     * @param visitor the visitor
     */
    void forget(Visitor visitor);

    /** {@return whether methods may block the calling thread, as with a network; true unless overridden} */
    default boolean blocking() {
        return true;
    }

    /** The answer to a claim. */
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
         * @param token what distinguishes this claim from later ones, not empty
         * @param record the visitor's record, null when there is none
         */
        record Granted(String token, @Nullable VisitorOnly record) implements Claim {

            /** Checks that there is a token. */
            public Granted {
                Objects.requireNonNull(token, "token");
            }
        }

        /** Somebody else is opening the session. */
        record Taken() implements Claim {}
    }
}
