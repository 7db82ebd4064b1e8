package io.monitorapi.spring.autoconfigure;

import io.monitorapi.spring.InvalidMonitorPropertyException;
import io.monitorapi.spring.MonitorConnectionDetails;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Connection details from {@code monitor-api.*}. */
record PropertiesMonitorConnectionDetails(MonitorProperties properties) implements MonitorConnectionDetails {

    @Override
    public String accountId() {
        return required("account-id", properties.accountId());
    }

    @Override
    public String appInstallationId() {
        return required("app-installation-id", properties.appInstallationId());
    }

    @Override
    public @Nullable URI baseUri() {
        return properties.baseAddress();
    }

    @Override
    public String toString() {
        return "PropertiesMonitorConnectionDetails";
    }

    private static String required(String property, @Nullable String value) {
        if (value == null) {
            throw new InvalidMonitorPropertyException(
                    property, "must be set", "Set the property " + MonitorProperties.PREFIX + "." + property + ".");
        }
        return value;
    }
}
