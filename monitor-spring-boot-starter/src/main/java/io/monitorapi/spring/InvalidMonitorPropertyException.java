package io.monitorapi.spring;

import org.jspecify.annotations.Nullable;

/** Names a property with a value that cannot be used; the start fails with a text that says what to do. */
public final class InvalidMonitorPropertyException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private static final String PREFIX = "monitor-api.";

    private final String path;
    private final String property;
    private final String rule;
    private final String remedy;

    /**
     * Names a property whose value is wrong.
     *
     * @param path the property's name, without the prefix
     * @param rule what must hold, or what is the matter, as the rest of a sentence
     */
    public InvalidMonitorPropertyException(String path, String rule) {
        this(path, named(path), rule, correct(named(path)), null);
    }

    /**
     * Names a property that asks for something more than itself.
     *
     * @param path the property's name, without the prefix
     * @param rule what must hold, or what is the matter, as the rest of a sentence
     * @param remedy what to do, as a sentence
     */
    public InvalidMonitorPropertyException(String path, String rule, String remedy) {
        this(path, named(path), rule, remedy, null);
    }

    /**
     * Names a property whose value was refused with an exception.
     *
     * @param path the property's name, without the prefix
     * @param rule what must hold, or what is the matter, as the rest of a sentence
     * @param cause why the value was refused
     */
    public InvalidMonitorPropertyException(String path, String rule, Throwable cause) {
        this(path, named(path), rule, correct(named(path)), cause);
    }

    private InvalidMonitorPropertyException(
            String path, String property, String rule, String remedy, @Nullable Throwable cause) {
        super(property + " " + rule, cause);
        this.path = path;
        this.property = property;
        this.rule = rule;
        this.remedy = remedy;
    }

    /**
     * Names the property of one client that inherits the wrong value or sets it.
     *
     * @param client the client's name below {@code monitor-api.clients}
     * @return the same failure, said of that client's property
     */
    public InvalidMonitorPropertyException forClient(String client) {
        String own = PREFIX + "clients." + client + "." + path;
        return new InvalidMonitorPropertyException(
                path, own, rule + " (it may come from " + property + ")", correct(own), this);
    }

    /** {@return the full name of the property} */
    public String property() {
        return property;
    }

    /** {@return what to do, as a sentence} */
    public String remedy() {
        return remedy;
    }

    private static String named(String path) {
        return PREFIX + path;
    }

    private static String correct(String property) {
        return "Correct the property " + property + ", or remove it to use its default.";
    }
}
