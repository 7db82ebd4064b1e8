package io.monitorapi.http.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentLengthTest {

    @Test
    void readsOneLength() {
        assertThat(ContentLength.of(List.of("0"), false)).isZero();
        assertThat(ContentLength.of(List.of("42"), false)).isEqualTo(42);
    }

    @Test
    void readsALengthThatIsRepeatedUnchanged() {
        assertThat(ContentLength.of(List.of("42", "42"), false)).isEqualTo(42);
    }

    @Test
    void reportsThatNoLengthIsDeclared() {
        assertThat(ContentLength.of(List.of(), false)).isEqualTo(ContentLength.UNDECLARED);
        assertThat(ContentLength.of(List.of(), true)).isEqualTo(ContentLength.UNDECLARED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "+1", "5, 18", "many", "0x10", "1234567890123456789"})
    void reportsALengthThatIsNoNumberAsAmbiguous(String value) {
        assertThat(ContentLength.of(List.of(value), false)).isEqualTo(ContentLength.AMBIGUOUS);
    }

    @Test
    void reportsLengthsThatContradictAsAmbiguous() {
        assertThat(ContentLength.of(List.of("5", "18"), false)).isEqualTo(ContentLength.AMBIGUOUS);
    }

    @Test
    void reportsALengthBesideATransferEncodingAsAmbiguous() {
        assertThat(ContentLength.of(List.of("5"), true)).isEqualTo(ContentLength.AMBIGUOUS);
    }
}
