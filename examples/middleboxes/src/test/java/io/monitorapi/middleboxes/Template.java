package io.monitorapi.middleboxes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** Writes the configuration of a program from a file beside the tests; {@code @NAME@} stands for a value. */
final class Template {

    private Template() {}

    static Path write(String resource, Path target, Map<String, ?> values) {
        try (InputStream in = Template.class.getResourceAsStream(resource)) {
            String text = new String(Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
            for (Map.Entry<String, ?> value : values.entrySet()) {
                text = text.replace("@" + value.getKey() + "@", value.getValue().toString());
            }
            if (text.contains("@")) {
                throw new AssertionError(resource + " has a value that is not set:\n" + text);
            }
            return Files.writeString(target, text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
