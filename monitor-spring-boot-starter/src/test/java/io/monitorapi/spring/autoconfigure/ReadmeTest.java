package io.monitorapi.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of properties is generated from the metadata; {@code -Dreadme.write=true} writes it again. */
class ReadmeTest {

    private static final Path README = Path.of("README.md");
    private static final String BEGIN =
            "<!-- properties: written by ReadmeTest from the metadata, -Dreadme.write=true -->\n";
    private static final String END = "<!-- end of properties -->\n";

    @Test
    void theTableIsTheMetadata() throws IOException {
        String readme = Files.readString(README);
        int begin = readme.indexOf(BEGIN) + BEGIN.length();
        int end = readme.indexOf(END);
        assertThat(end).isGreaterThanOrEqualTo(begin);
        if (Boolean.getBoolean("readme.write")) {
            Files.writeString(README, readme.substring(0, begin) + table() + readme.substring(end));
        } else {
            assertThat(readme.substring(begin, end)).isEqualTo(table());
        }
    }

    private static String table() throws IOException {
        return "| property | default | meaning |\n|---|---|---|\n"
                + Metadata.properties().stream().map(ReadmeTest::row).collect(Collectors.joining());
    }

    private static String row(Metadata.Property property) {
        return "| `%s` | %s | %s |\n"
                .formatted(property.name(), defaultOf(property.defaultValue()), property.description());
    }

    /** Several values in the syntax of a property. */
    private static String defaultOf(Object value) {
        return value == null ? "" : String.valueOf(value).replaceAll("[\\[\\] ]", "");
    }
}
