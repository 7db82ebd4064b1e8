package io.monitorapi.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What an editor shows for monitor-api.*; on newer JDKs a processor that is not asked for silently does not run. */
class MetadataTest {

    @Test
    void describesEveryProperty() throws IOException {
        assertThat(properties()).hasSizeGreaterThanOrEqualTo(14).allSatisfy(property -> {
            assertThat(property.get("description"))
                    .as("%s", property.get("name"))
                    .isNotNull();
            assertThat((String) property.get("description"))
                    .doesNotStartWith("The ")
                    .doesNotStartWith("A ");
        });
    }

    @Test
    void tellsTheDefaults() throws IOException {
        assertThat(properties())
                .filteredOn(property -> "monitor-api.deadline".equals(property.get("name")))
                .singleElement()
                .satisfies(property -> assertThat(property.get("defaultValue")).isEqualTo("15s"));
    }

    @Test
    void tellsTheConditions() {
        assertThat(MonitorAutoConfiguration.class.getResource("/META-INF/spring-autoconfigure-metadata.properties"))
                .isNotNull();
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> properties() throws IOException {
        try (InputStream metadata =
                MonitorAutoConfiguration.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            Map<String, Object> all = JsonMapper.shared().readValue(metadata, Map.class);
            return (List<Map<String, Object>>) all.get("properties");
        }
    }
}
