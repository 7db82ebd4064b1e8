package io.monitorapi.session;

import io.monitorapi.internal.Arguments;
import java.io.Serial;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Identifies a session without revealing its ids: the first 128 bits of the SHA-256 hash of the pair.
 *
 * <p>The hash is calculated when it is needed, so that a response costs none. Serialized as its text, without the pair. Immutable.
 */
public final class SessionFingerprint implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    private static final int BYTES = 16;

    private final transient @Nullable MonitorSession session;
    private final @Nullable String text;

    private SessionFingerprint(@Nullable MonitorSession session, @Nullable String text) {
        this.session = session;
        this.text = text;
    }

    /**
     * Returns the fingerprint of a session.
     *
     * @param session the session
     * @return its fingerprint
     */
    public static SessionFingerprint of(MonitorSession session) {
        return new SessionFingerprint(Objects.requireNonNull(session, "session"), null);
    }

    /**
     * Returns the fingerprint with a text.
     *
     * @param text what {@link #text()} returned
     * @return the fingerprint
     * @throws IllegalArgumentException if the text is not 1 to 256 visible ASCII characters
     */
    public static SessionFingerprint parse(String text) {
        return new SessionFingerprint(null, Arguments.requireId("sessionFingerprint", text));
    }

    /** {@return the fingerprint as 22 characters: letters, digits, {@code -} and {@code _}} */
    public String text() {
        return text != null ? text : calculate(Objects.requireNonNull(session));
    }

    /**
     * Returns whether this is the fingerprint of a session.
     *
     * @param other the session
     * @return whether it is
     */
    public boolean matches(MonitorSession other) {
        return session != null ? session.equals(other) : text().equals(calculate(other));
    }

    /** The separator cannot be part of an id, so different pairs have different hashes. */
    private static String calculate(MonitorSession session) {
        String pair = String.join(" ", session.visitorId(), session.sessionId());
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(pair.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, BYTES));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    @Serial
    private Object writeReplace() {
        return parse(text());
    }

    @Override
    public boolean equals(@Nullable Object object) {
        if (!(object instanceof SessionFingerprint other)) {
            return false;
        }
        boolean haveSessions = session != null && other.session != null;
        return haveSessions ? Objects.equals(session, other.session) : text().equals(other.text());
    }

    @Override
    public int hashCode() {
        return text().hashCode();
    }

    /** Omits the fingerprint, because it belongs to one consumer. */
    @Override
    public String toString() {
        return "SessionFingerprint";
    }
}
