package io.monitorapi.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

/** The README contains the statements for Flyway or Liquibase. */
class SessionSchemaReadmeTest {

    @Test
    void showsTheScriptsOfTheJar() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String postgresql = script("postgresql");

        assertThat(readme).contains("```sql\n" + postgresql + "```");
        assertThat(readme).contains("```sql\n" + script("mariadb") + "```");
        assertThat(script("mysql")).isEqualTo(script("mariadb"));
        assertThat(script("h2")).isEqualTo(postgresql.replace("BYTEA", "BINARY VARYING"));
    }

    private static String script(String platform) throws IOException {
        return new ClassPathResource("io/monitorapi/spring/jdbc/schema-" + platform + ".sql")
                .getContentAsString(StandardCharsets.UTF_8);
    }
}
