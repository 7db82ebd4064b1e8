package io.monitorapi.spring.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

/** Applications that create the table themselves copy the statements from the README. */
class OutboxSchemaReadmeTest {

    @Test
    void theReadmeShowsTheScriptsOfTheJar() throws IOException {
        String postgresql = script("postgresql");

        assertThat(Files.readString(Path.of("README.md"))).contains("```sql\n" + postgresql + "```");
        assertThat(script("h2")).isEqualTo(postgresql.replace("BYTEA", "BINARY VARYING"));
    }

    private static String script(String platform) throws IOException {
        return new ClassPathResource("io/monitorapi/spring/outbox/schema-" + platform + ".sql")
                .getContentAsString(StandardCharsets.UTF_8);
    }
}
