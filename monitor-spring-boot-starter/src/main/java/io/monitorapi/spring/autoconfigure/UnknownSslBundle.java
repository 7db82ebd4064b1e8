package io.monitorapi.spring.autoconfigure;

import java.util.List;

/** Names an SSL bundle that nobody has configured. */
final class UnknownSslBundle extends IllegalStateException {

    private static final long serialVersionUID = 1;

    private final String property;
    private final String bundle;
    private final transient List<String> known;

    UnknownSslBundle(String property, String bundle, List<String> known, Throwable cause) {
        super(property + " names the SSL bundle '" + bundle + "', which is not configured", cause);
        this.property = property;
        this.bundle = bundle;
        this.known = List.copyOf(known);
    }

    String property() {
        return property;
    }

    String bundle() {
        return bundle;
    }

    List<String> known() {
        return known;
    }
}
