package io.monitorapi.spring;

/** Names a property with a value that cannot be used; the start fails with a text that says what to do. */
public final class InvalidMonitorProperty extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final String remedy;

    /**
     * Names a property whose value is wrong.
     *
     * @param property the property's name, without the prefix
     * @param rule what must hold, or what is the matter, as the rest of a sentence
     */
    public InvalidMonitorProperty(String property, String rule) {
        this(property, rule, "Correct the property " + named(property) + ", or remove it to use its default.");
    }

    /**
     * Names a property that asks for something more than itself.
     *
     * @param property the property's name, without the prefix
     * @param rule what must hold, or what is the matter, as the rest of a sentence
     * @param remedy what to do, as a sentence
     */
    public InvalidMonitorProperty(String property, String rule, String remedy) {
        super(named(property) + " " + rule);
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }

    private static String named(String property) {
        return MonitorProperties.PREFIX + "." + property;
    }
}
