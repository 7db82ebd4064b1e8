package io.monitorapi.spring.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootVersion;

/** Rejects generations of Spring Boot and Jackson that this starter does not support. */
final class LibraryCompatibility {

    private static final String JACKSON = "/META-INF/maven/tools.jackson.core/jackson-core/pom.properties";

    private LibraryCompatibility() {}

    static void check() {
        check("Spring Boot", SpringBootVersion.getVersion(), "4.", "Spring Boot 4");
        check("Jackson", versionIn(JACKSON), "3.", "Jackson 3");
    }

    /** A missing version, as in a repackaged application, is accepted. */
    static void check(String library, @Nullable String found, String generation, String needed) {
        if (found != null && !found.startsWith(generation)) {
            throw new IncompatibleLibraryException(library, found, needed);
        }
    }

    private static @Nullable String versionIn(String resource) {
        try (InputStream file = LibraryCompatibility.class.getResourceAsStream(resource)) {
            if (file == null) {
                return null;
            }
            Properties project = new Properties();
            project.load(file);
            return project.getProperty("version");
        } catch (IOException unreadable) {
            return null;
        }
    }
}
