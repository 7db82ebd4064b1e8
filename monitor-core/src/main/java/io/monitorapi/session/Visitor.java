package io.monitorapi.session;

import java.util.Objects;

/**
 * Names one device of one consumer by a key of the caller's own; each visitor has a session of its own.
 *
 * <p>Use a random value that the device keeps, such as a cookie, or a keyed hash; never an e-mail address or a telephone
 * number, and never the same key for two consumers. The key itself is not sent to the service. Immutable.
 *
 * @param key the caller's key, 1 to 512 characters, not blank
 */
public record Visitor(String key) {

    private static final int LONGEST_KEY = 512;

    /** Checks the key; throws {@link IllegalArgumentException} when it is blank or too long. */
    public Visitor {
        Objects.requireNonNull(key, "key");
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            throw new IllegalArgumentException("key of a visitor must have 1 to 512 characters and not be blank");
        }
    }

    /**
     * Names a visitor.
     *
     * @param key the caller's key of the device, 1 to 512 characters, not blank
     * @return the visitor
     */
    public static Visitor of(String key) {
        return new Visitor(key);
    }

    /** Leaves the key out, as it may lead to a person. */
    @Override
    public String toString() {
        return "Visitor";
    }
}
