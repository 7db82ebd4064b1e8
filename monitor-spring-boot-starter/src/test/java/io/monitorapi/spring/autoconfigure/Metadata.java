package io.monitorapi.spring.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What the build tells editors about the properties. */
final class Metadata {

    private Metadata() {}

    /** A property as editors show it. */
    record Property(
            String name,
            @Nullable String description,
            @Nullable Object defaultValue,
            @Nullable String type) {}

    static List<Property> properties() throws IOException {
        try (InputStream file =
                MonitorAutoConfiguration.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            return read(file);
        }
    }

    /** The settings of a client: what the binder binds, and not the map of the clients. */
    static List<Property> ofTheClient() throws IOException {
        return properties().stream()
                .filter(property -> property.name().startsWith("monitor-api."))
                .filter(property -> !property.name().startsWith("monitor-api.clients"))
                .filter(property -> !property.name().startsWith("monitor-api.session."))
                .filter(property -> !property.name().startsWith("monitor-api.outbox."))
                .toList();
    }

    @SuppressWarnings("unchecked")
    static List<Property> read(InputStream metadata) {
        Map<String, Object> all = JsonMapper.shared().readValue(metadata, Map.class);
        return ((List<Map<String, Object>>) all.get("properties"))
                .stream()
                        .map(property -> new Property(
                                (String) property.get("name"),
                                (String) property.get("description"),
                                property.get("defaultValue"),
                                (String) property.get("type")))
                        .sorted(Comparator.comparing(Property::name))
                        .toList();
    }
}
