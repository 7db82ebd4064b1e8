package io.monitorapi.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.testkit.Samples;
import org.junit.jupiter.api.Test;

class SessionFingerprintTest {

    private final SessionFingerprint fingerprint = SessionFingerprint.of(Samples.session(1));

    @Test
    void hasTheTextOfATruncatedHash() {
        assertThat(fingerprint.text()).matches("[A-Za-z0-9_-]{22}");
        assertThat(SessionFingerprint.of(Samples.session(2)).text()).isNotEqualTo(fingerprint.text());
    }

    @Test
    void matchesItsOwnSessionOnly() {
        SessionFingerprint parsed = SessionFingerprint.parse(fingerprint.text());

        assertThat(fingerprint.matches(Samples.session(1))).isTrue();
        assertThat(parsed.matches(Samples.session(1))).isTrue();
        assertThat(fingerprint.matches(Samples.session(2))).isFalse();
        assertThat(parsed.matches(Samples.session(2))).isFalse();
    }

    @Test
    void aVisitorWithAnotherSessionHasAnotherFingerprint() {
        assertThat(fingerprint.matches(new MonitorSession("vid-1", "sid-2"))).isFalse();
        assertThat(SessionFingerprint.of(new MonitorSession("a", "bc")))
                .isNotEqualTo(SessionFingerprint.of(new MonitorSession("ab", "c")));
    }

    @Test
    void isEqualToTheParsedText() {
        SessionFingerprint parsed = SessionFingerprint.parse(fingerprint.text());

        assertThat(parsed).isEqualTo(fingerprint).hasSameHashCodeAs(fingerprint);
        assertThat(fingerprint).isEqualTo(parsed).isNotEqualTo(SessionFingerprint.of(Samples.session(2)));
        assertThat(fingerprint).hasToString("SessionFingerprint");
    }
}
