package io.monitorapi.spring.autoconfigure;

import io.monitorapi.spring.InvalidMonitorPropertyException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindResult;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.core.env.Environment;

/** The settings of the named clients, which inherit the settings of the top level. */
final class NamedClientProperties {

    static final String PREFIX = MonitorProperties.PREFIX + ".clients";

    private static final Bindable<Map<String, Object>> ANY_MAP = Bindable.mapOf(String.class, Object.class);

    private static final Pattern ACCOUNT_VARIABLE = Pattern.compile("MONITOR_API_CLIENTS_(.+)_ACCOUNT_ID");

    private NamedClientProperties() {}

    /** Returns the clients that have an account, sorted by name. */
    static Map<String, MonitorProperties> of(Environment environment) {
        Map<String, MonitorProperties> clients = new TreeMap<>();
        for (String name : names(environment)) {
            MonitorProperties properties = bind(environment, name);
            if (properties.accountId() != null) {
                clients.put(name, properties);
            }
        }
        return Collections.unmodifiableMap(clients);
    }

    /** Environment variables cannot contain dashes: the spelling with dashes in another source is preferred. */
    private static Collection<String> names(Environment environment) {
        Map<String, String> names = new LinkedHashMap<>();
        BindResult<Map<String, Object>> clients = Binder.get(environment).bind(PREFIX, ANY_MAP);
        Set<String> spellings = new LinkedHashSet<>(clientsOfVariables(environment));
        clients.ifBound(bound -> {
            bound.forEach(NamedClientProperties::requireNoSharedSetting);
            spellings.addAll(bound.keySet());
        });
        for (String name : spellings) {
            if (!name.matches("[a-z][a-z0-9-]*") || name.equals(MonitorServiceFactory.DEFAULT)) {
                throw new InvalidMonitorPropertyException(
                        "clients." + name,
                        "must be a name of lower-case letters, digits and dashes other than 'default'");
            }
            names.merge(name.replace("-", ""), name, (one, other) -> one.length() > other.length() ? one : other);
        }
        return names.values();
    }

    /** The binder finds a client in MONITORAPI_CLIENTS_NL_ACCOUNTID, but not in MONITOR_API_CLIENTS_NL_ACCOUNT_ID. */
    private static Set<String> clientsOfVariables(Environment environment) {
        return UnknownProperties.variables(environment).stream()
                .map(ACCOUNT_VARIABLE::matcher)
                .filter(Matcher::matches)
                .map(variable -> variable.group(1).toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void requireNoSharedSetting(String client, Object settings) {
        if (settings instanceof Map<?, ?> map && map.get("session") instanceof Map<?, ?> session) {
            String setting = "session." + session.keySet().iterator().next();
            throw new InvalidMonitorPropertyException(
                    "clients." + client + "." + setting,
                    "cannot be set for one client",
                    "Remove it. The property " + MonitorProperties.PREFIX + "." + setting + " is that of all clients.");
        }
    }

    private static MonitorProperties bind(Environment environment, String name) {
        List<ConfigurationPropertySource> sources = new ArrayList<>();
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            sources.add(new ClientSource(source, ConfigurationPropertyName.of(PREFIX + "." + name)));
        }
        ConfigurationPropertySources.get(environment).forEach(sources::add);
        try {
            return new Binder(sources, new PropertySourcesPlaceholdersResolver(environment))
                    .bindOrCreate(MonitorProperties.PREFIX, MonitorProperties.class);
        } catch (RuntimeException failure) {
            InvalidMonitorPropertyException invalid = causeOf(failure);
            throw invalid == null ? failure : invalid.forClient(name);
        }
    }

    private static @Nullable InvalidMonitorPropertyException causeOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidMonitorPropertyException invalid) {
                return invalid;
            }
        }
        return null;
    }

    /** Presents the settings of a client as top-level settings. */
    private record ClientSource(ConfigurationPropertySource source, ConfigurationPropertyName client)
            implements ConfigurationPropertySource {

        @Override
        public @Nullable ConfigurationProperty getConfigurationProperty(ConfigurationPropertyName name) {
            return name.getNumberOfElements() == 1 ? null : source.getConfigurationProperty(clientName(name));
        }

        @Override
        public ConfigurationPropertyState containsDescendantOf(ConfigurationPropertyName name) {
            return source.containsDescendantOf(clientName(name));
        }

        private ConfigurationPropertyName clientName(ConfigurationPropertyName name) {
            return name.getNumberOfElements() == 1 ? client : client.append(name.subName(1));
        }
    }
}
