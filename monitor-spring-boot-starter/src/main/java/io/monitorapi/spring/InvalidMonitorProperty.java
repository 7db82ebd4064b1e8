package io.monitorapi.spring;

import org.jspecify.annotations.Nullable;

/** Names a property with a value that cannot be used; the start fails with a text that says what to do. */
public final class InvalidMonitorProperty extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

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
    public InvalidMonitorProperty(String path, String rule) {
        this(path, named(path), rule, correct(named(path)), null);
    }

    /**
     * Names a property that asks for something more than itself.
     *
     * @param path the property's name, without the prefix
     * @param rule what must hold, or what is the matter, as the rest of a sentence
     * @param remedy what to do, as a sentence
     */
    public InvalidMonitorProperty(String path, String rule, String remedy) {
        this(path, named(path), rule, remedy, null);
    }

    InvalidMonitorProperty(String path, String rule, Throwable cause) {
        this(path, named(path), rule, correct(named(path)), cause);
    }

    private InvalidMonitorProperty(
            String path, String property, String rule, String remedy, @Nullable Throwable cause) {
        super(property + " " + rule, cause);
        this.path = path;
        this.property = property;
        this.rule = rule;
        this.remedy = remedy;
    }

    /** The same mistake as a named client sees it. */
    InvalidMonitorProperty in(String client) {
        String own = NamedProperties.PREFIX + "." + client + "." + path;
        return new InvalidMonitorProperty(path, own, rule + " (it may come from " + property + ")", correct(own), this);
    }

    String property() {
        return property;
    }

    String remedy() {
        return remedy;
    }

    private static String named(String path) {
        return MonitorProperties.PREFIX + "." + path;
    }

    private static String correct(String property) {
        return "Correct the property " + property + ", or remove it to use its default.";
    }
}
