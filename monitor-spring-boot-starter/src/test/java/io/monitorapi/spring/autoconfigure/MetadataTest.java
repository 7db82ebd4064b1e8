package io.monitorapi.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** The metadata of monitor-api.* for editors; newer JDKs run an annotation processor only if it is configured. */
class MetadataTest {

    @Test
    void describesEveryProperty() throws IOException {
        List<Metadata.Property> properties = Metadata.properties();
        System.out.println("Properties described: "
                + properties.stream().filter(each -> each.description() != null).count() + " of " + properties.size());

        assertThat(properties).hasSizeGreaterThanOrEqualTo(36).allSatisfy(property -> {
            assertThat(property.description()).as("%s", property.name()).isNotBlank();
            assertThat(property.description()).doesNotStartWith("The ").doesNotStartWith("A ");
        });
    }

    @Test
    void describesLists() throws IOException {
        assertThat(Metadata.properties())
                .filteredOn(property -> String.valueOf(property.type()).startsWith("java.util.List"))
                .isNotEmpty()
                .allSatisfy(property -> assertThat(property.description()).startsWith("comma-separated list"));
    }

    @Test
    void describesSwitches() throws IOException {
        assertThat(Metadata.properties())
                .filteredOn(property -> "java.lang.Boolean".equals(property.type()))
                .isNotEmpty()
                .allSatisfy(property -> assertThat(property.description()).containsPattern("^whether "));
    }

    @Test
    void describesTheDefaults() throws IOException {
        assertThat(Metadata.properties())
                .filteredOn(property -> "monitor-api.deadline".equals(property.name()))
                .singleElement()
                .satisfies(property -> assertThat(property.defaultValue()).isEqualTo("15s"));
    }

    @Test
    void describesTheNamedClients() throws IOException {
        assertThat(Metadata.properties())
                .filteredOn(property -> "monitor-api.clients".equals(property.name()))
                .singleElement()
                .satisfies(property -> assertThat(property.type()).contains(MonitorProperties.class.getName()));
    }

    @Test
    void describesTheConditions() throws IOException {
        Properties conditions = new Properties();
        try (InputStream file = MonitorAutoConfiguration.class.getResourceAsStream(
                "/META-INF/spring-autoconfigure-metadata.properties")) {
            conditions.load(file);
        }

        assertThat(conditions).containsKey(MonitorAutoConfiguration.class.getName());
    }
}
