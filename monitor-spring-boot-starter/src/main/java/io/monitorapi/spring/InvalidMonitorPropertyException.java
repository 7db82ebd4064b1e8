package io.monitorapi.spring;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Thrown when a property has an invalid value. The application fails to start with a text that names the property. */
public final class InvalidMonitorPropertyException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private static final String PREFIX = "monitor-api.";

    private static final Set<String> WITHOUT_DEFAULT = Set.of(
            "outbox.platform",
            "outbox.secret",
            "account-id",
            "allowed-service-hosts",
            "app-installation-id",
            "base-uri",
            "on-behalf",
            "proxy.host",
            "proxy.password",
            "proxy.username",
            "session.jdbc.platform",
            "session.key-secret",
            "ssl.bundle",
            "ssl.trust-certificate",
            "user-agent-suffix");

    private final String path;
    private final String property;
    private final String rule;
    private final String remedy;

    /**
     * Creates the exception for an invalid value.
     *
     * @param path the property's name, without the prefix
     * @param rule what must hold, or what is wrong, as the end of a sentence that begins with the property
     */
    public InvalidMonitorPropertyException(String path, String rule) {
        this(path, named(path), rule, correct(path, named(path)), null);
    }

    /**
     * Creates the exception for a value that needs something else, such as a dependency.
     *
     * @param path the property's name, without the prefix
     * @param rule what must hold, or what is wrong, as the end of a sentence that begins with the property
     * @param remedy what to do, as a sentence
     */
    public InvalidMonitorPropertyException(String path, String rule, String remedy) {
        this(path, named(path), rule, remedy, null);
    }

    /**
     * Creates the exception for a value that was rejected with an exception.
     *
     * @param path the property's name, without the prefix
     * @param rule what must hold, or what is wrong, as the end of a sentence that begins with the property
     * @param cause why the value was rejected
     */
    public InvalidMonitorPropertyException(String path, String rule, Throwable cause) {
        this(path, named(path), rule, correct(path, named(path)), cause);
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
     * Converts the exception to one that names the property of a client, which sets or inherits the invalid value.
     *
     * @param client the client's name below {@code monitor-api.clients}
     * @return the exception for that client's property
     */
    public InvalidMonitorPropertyException forClient(String client) {
        String own = PREFIX + "clients." + client + "." + path;
        return new InvalidMonitorPropertyException(
                path, own, rule + " (it may come from " + property + ")", remedy.replace(property, own), this);
    }

    /**
     * Checks a value.
     *
     * @param path the property's name, without the prefix
     * @param isValid whether the value is valid
     * @param rule what must hold, as the end of a sentence that begins with the property
     * @throws InvalidMonitorPropertyException if the value is not valid
     */
    public static void require(String path, boolean isValid, String rule) {
        if (!isValid) {
            throw new InvalidMonitorPropertyException(path, rule);
        }
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

    private static String correct(String path, String property) {
        boolean isName = path.startsWith("clients.");
        return "Correct the property " + property
                + (isName || WITHOUT_DEFAULT.contains(path) ? "." : ", or remove it to use its default.");
    }
}
