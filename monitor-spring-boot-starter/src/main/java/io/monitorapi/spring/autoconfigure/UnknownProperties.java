package io.monitorapi.spring.autoconfigure;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Finds properties below {@code monitor-api} that do not exist, each with the existing property of the most similar name. */
final class UnknownProperties {

    private static final String FILE = "properties.txt";
    private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of(MonitorProperties.PREFIX);
    private static final String CLIENTS = MonitorProperties.PREFIX + ".clients.";
    private static final String VARIABLE = "MONITOR_API_";

    /** Environment variables with more differences may belong to something else. */
    private static final int TYPO = 2;

    private final Set<String> names;
    private final Map<String, String> found = new TreeMap<>();

    private UnknownProperties(Set<String> names) {
        this.names = names;
    }

    /** {@return the unknown properties, each with the text that explains it} */
    static Map<String, String> of(Environment environment) {
        UnknownProperties unknown = new UnknownProperties(names());
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            boolean isVariables = source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource;
            if (!isVariables && source instanceof IterableConfigurationPropertySource iterable) {
                iterable.stream().filter(ROOT::isAncestorOf).forEach(name -> unknown.check(withoutIndex(name)));
            }
        }
        variables(environment).forEach(unknown::checkVariable);
        return unknown.found;
    }

    /** {@return the names of environment variables that begin with {@code MONITOR_API_}} */
    static Set<String> variables(Environment environment) {
        if (!(environment instanceof ConfigurableEnvironment configurable)) {
            return Set.of();
        }
        return configurable.getPropertySources().stream()
                .filter(SystemEnvironmentPropertySource.class::isInstance)
                .map(PropertySource::getSource)
                .flatMap(source -> ((Map<?, ?>) source).keySet().stream())
                .map(String::valueOf)
                .filter(name -> name.startsWith(VARIABLE))
                .collect(Collectors.toSet());
    }

    private void check(String name) {
        String setting = settingOf(name);
        if (names.stream().noneMatch(each -> isSame(each, setting))) {
            int third = (setting.length() - MonitorProperties.PREFIX.length()) / 3;
            String nearest = SimilarName.of(setting, names, third);
            report(
                    name,
                    nearest == null
                            ? null
                            : clientOf(name)
                                    + nearest.substring(clientOf(nearest).length()));
        }
    }

    private void checkVariable(String variable) {
        String name = variable.replaceAll("(_\\d+)+_?$", "").toLowerCase(Locale.ROOT);
        Set<String> variables =
                names.stream().map(UnknownProperties::variableOf).collect(Collectors.toSet());
        String client = "monitor_api_clients_";
        boolean isKnown = name.startsWith(client)
                ? variables.stream().anyMatch(each -> name.endsWith(each.substring("monitor_api".length())))
                : variables.contains(name);
        String nearest = isKnown ? null : SimilarName.of(name, variables, TYPO);
        if (nearest != null) {
            report(variable, nearest.toUpperCase(Locale.ROOT));
        }
    }

    private static String variableOf(String property) {
        return property.replace('.', '_').replace('-', '_');
    }

    private void report(String name, @Nullable String nearest) {
        found.put(
                name,
                "Unknown property " + name + " has no effect"
                        + (nearest == null ? "." : "; did you mean " + nearest + "?"));
    }

    private static boolean isSame(String one, String other) {
        return one.replace("-", "").equals(other.replace("-", ""));
    }

    /** {@return the part of a name before the setting: the prefix, with the client if it is that of a named client} */
    private static String clientOf(String name) {
        int end = name.startsWith(CLIENTS) ? name.indexOf('.', CLIENTS.length()) : -1;
        return end < 0 ? MonitorProperties.PREFIX : name.substring(0, end);
    }

    /** A setting of a named client is known by its name at the top level. */
    private static String settingOf(String name) {
        String setting =
                name.startsWith(CLIENTS) ? name.substring(clientOf(name).length()) : "";
        return setting.isEmpty() ? name : MonitorProperties.PREFIX + setting;
    }

    private static String withoutIndex(ConfigurationPropertyName name) {
        int length = name.getNumberOfElements();
        while (length > 0 && name.isNumericIndex(length - 1)) {
            length--;
        }
        return name.chop(length).toString();
    }

    /** {@return the names of all properties below {@code monitor-api}} */
    static Set<String> names() {
        try (InputStream file = UnknownProperties.class.getResourceAsStream(FILE)) {
            if (file == null) {
                return Set.of();
            }
            List<String> lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))
                    .lines()
                    .toList();
            return Set.copyOf(lines);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
