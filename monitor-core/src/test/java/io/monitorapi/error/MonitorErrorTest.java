package io.monitorapi.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MonitorErrorTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Loading account: 40001234, vid: ZjEyMzQ1Njc4OTBh | ZjEyMzQ1Njc4OTBh
            Loading account: 40001234, vid:ZjEyMzQ1Njc4OTBh, retry | ZjEyMzQ1Njc4OTBh
            {"text":"vid: abc"} | abc
            """)
    void findsTheVisitorIdInTheText(String text, String visitorId) {
        assertThat(new MonitorError(20, null, text).visitorId()).contains(visitorId);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Loading account: 40001234",
                "vid:",
                "vid: é",
                "david: x, no id here",
                "",
                "vid: null",
                "vid: undefined, retry",
                "vid:NULL"
            })
    void findsNoVisitorIdIfThereIsNone(String text) {
        assertThat(new MonitorError(20, null, text).visitorId()).isEmpty();
    }

    @Test
    void doesNotTruncateAnIdThatIsTooLong() {
        assertThat(new MonitorError(20, null, "vid: " + "x".repeat(257)).visitorId())
                .isEmpty();
        assertThat(new MonitorError(20, null, "vid: " + "x".repeat(256)).visitorId())
                .isPresent();
    }

    @Test
    void omitsItsTextFromToString() {
        assertThat(new MonitorError(20, null, "vid: canary")).asString().doesNotContain("canary");
    }

    @Test
    void toStringContainsCodeAndTimeOnly() {
        assertThat(new MonitorError(20, null, "canary")).hasToString("MonitorError[code=20, time=null]");
    }
}
