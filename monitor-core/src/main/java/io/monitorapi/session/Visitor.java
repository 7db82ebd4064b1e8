package io.monitorapi.session;

import io.monitorapi.internal.Arguments;

/**
 * Identifies one device of one consumer by a key that the application chooses. Each visitor has its own session.
 *
 * <p>Use a random value that the device stores, such as a cookie, or a keyed hash; never an e-mail address or telephone
 * number, and never the same key for two consumers. The key is not sent to the service. Immutable.
 *
 * @param key the application's key of the device, 1 to 512 characters, not blank
 */
public record Visitor(String key) {

    private static final int LONGEST_KEY = 512;

    /** Validates the key; throws {@link IllegalArgumentException} if it is blank or too long. */
    public Visitor {
        Arguments.requireText("key", key);
        if (key.length() > LONGEST_KEY) {
            throw new IllegalArgumentException("key of a visitor must have at most " + LONGEST_KEY + " characters");
        }
    }

    /**
     * Creates a visitor.
     *
     * @param key the application's key of the device, 1 to 512 characters, not blank
     * @return the visitor
     */
    public static Visitor of(String key) {
        return new Visitor(key);
    }

    /** Omits the key, because it may identify a person. */
    @Override
    public String toString() {
        return "Visitor";
    }
}
