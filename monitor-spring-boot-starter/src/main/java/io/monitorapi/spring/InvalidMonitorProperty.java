package io.monitorapi.spring;

import org.jspecify.annotations.Nullable;

/** Names a property with a value that cannot be used. */
final class InvalidMonitorProperty extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final String path;
    private final String property;
    private final String rule;

    InvalidMonitorProperty(String path, String rule) {
        this(path, rule, null);
    }

    InvalidMonitorProperty(String path, String rule, @Nullable Throwable cause) {
        this(path, MonitorProperties.PREFIX + "." + path, rule, cause);
    }

    private InvalidMonitorProperty(String path, String property, String rule, @Nullable Throwable cause) {
        super(property + " " + rule, cause);
        this.path = path;
        this.property = property;
        this.rule = rule;
    }

    /** The same mistake as a named client sees it. */
    InvalidMonitorProperty in(String client) {
        String own = NamedProperties.PREFIX + "." + client + "." + path;
        return new InvalidMonitorProperty(path, own, rule + " (it may come from " + property + ")", this);
    }

    String property() {
        return property;
    }
}
