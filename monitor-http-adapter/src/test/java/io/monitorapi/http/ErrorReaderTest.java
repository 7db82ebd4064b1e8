package io.monitorapi.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.error.MonitorError;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorReaderTest {

    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void readsTheFlatForm() {
        assertThat(errors("{\"time\":1767225600000,\"message\":\"some words\",\"internalCode\":39}"))
                .containsExactly(new MonitorError(39, TIME, "some words"));
    }

    @Test
    void readsTheWrappedForm() {
        assertThat(
                        errors(
                                "{\"error\":{\"time\":\"2026-01-01T00:00:00Z\",\"message\":\"some words\",\"internalCode\":28}}"))
                .containsExactly(new MonitorError(28, TIME, "some words"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[%s,%s]", "{\"errors\":[%s,%s]}", "{\"error\":[%s,%s]}", "[{\"error\":%s},{\"error\":%s}]"})
    void readsLists(String form) {
        assertThat(errors(form.formatted("{\"internalCode\":5}", "{\"internalCode\":33}")))
                .extracting(MonitorError::code)
                .containsExactly(5, 33);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1767225600000",
                "\"1767225600000\"",
                "\"2026-01-01T00:00:00.000Z\"",
                "\"2026-01-01T01:00:00+01:00\""
            })
    void readsTimesOfAllForms(String time) {
        assertThat(errors("{\"internalCode\":5,\"time\":" + time + "}"))
                .extracting(MonitorError::time)
                .containsExactly(TIME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"yesterday\"", "true", "{}", "null", "1.5", "1e99", "\"9999999999999999999999\""})
    void omitsAnInvalidTime(String time) {
        assertThat(errors("{\"internalCode\":5,\"time\":" + time + "}"))
                .containsExactly(new MonitorError(5, null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"x\"", "1.5", "99999999999", "[]", "null", "true"})
    void omitsAnInvalidCode(String code) {
        assertThat(errors("{\"message\":\"some words\",\"internalCode\":" + code + "}"))
                .containsExactly(new MonitorError(null, null, "some words"));
    }

    @Test
    void readsACodeWrittenAsText() {
        assertThat(errors("{\"internalCode\":\"20\"}"))
                .extracting(MonitorError::code)
                .containsExactly(20);
    }

    @Test
    void omitsAnInvalidText() {
        assertThat(errors("{\"message\":{\"a\":1},\"internalCode\":5}"))
                .containsExactly(new MonitorError(5, null, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "17",
                "\"text\"",
                "[]",
                "{}",
                "{\"a\":1}",
                "{\"error\":\"x\"}",
                "{\"time\":1}",
                "<html><body>503</body></html>",
                "{\"internalCode\":5",
                "{\"internalCode\":5}}"
            })
    void findsNoErrorInOtherDocuments(String body) {
        assertThat(errors(body)).isEmpty();
    }

    @Test
    void keepsAllErrors() {
        assertThat(errors("[" + "{\"internalCode\":5},".repeat(5_000) + "{\"internalCode\":5}]"))
                .hasSize(5_001);
    }

    @Test
    void neverThrows() {
        Random random = new Random(7);
        String letters = "{}[]:,\"\\ internalCode error message time 0159.eE-ntrue\u0000é";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder body = new StringBuilder();
            random.ints(random.nextInt(40), 0, letters.length()).forEach(at -> body.append(letters.charAt(at)));
            assertThat(errors(body.toString())).as(body.toString()).isNotNull();
        }
    }

    private static List<MonitorError> errors(String body) {
        return ErrorReader.errorsIn(body.getBytes(StandardCharsets.UTF_8));
    }
}
