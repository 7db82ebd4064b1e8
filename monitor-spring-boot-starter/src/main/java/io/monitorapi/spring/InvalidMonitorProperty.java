package io.monitorapi.spring;

/** Names a property with a value that cannot be used. */
final class InvalidMonitorProperty extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final String property;

    InvalidMonitorProperty(String property, String rule) {
        super(MonitorProperties.PREFIX + "." + property + " " + rule);
        this.property = MonitorProperties.PREFIX + "." + property;
    }

    String property() {
        return property;
    }
}
