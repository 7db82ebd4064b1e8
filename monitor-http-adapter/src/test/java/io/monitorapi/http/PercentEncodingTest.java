package io.monitorapi.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PercentEncodingTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "azAZ09-._~,azAZ09-._~",
                "a&sid=evil,a%26sid%3Devil",
                "../x,..%2Fx",
                "é,%C3%A9",
                "\"a\r\nb\",a%0D%0Ab",
                "\"a b\",a%20b",
                "a+b,a%2Bb",
                "%41,%2541",
                "\uD83D\uDE00,%F0%9F%98%80",
                "a;b:c@d!$'()*,a%3Bb%3Ac%40d%21%24%27%28%29%2A",
                "\"\",\"\""
            })
    void encodesAllButUnreservedCharacters(String text, String encoded) {
        assertThat(PercentEncoding.encode(text)).isEqualTo(encoded);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uD800", "a\uDC00b", "\uD800a", "\uDC00\uD800"})
    void refusesBrokenUnicode(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> PercentEncoding.encode(text));
    }

    @Test
    void aUriDecodesIt() {
        StringBuilder all = new StringBuilder();
        for (char c = 0; c < 0x2000; c++) {
            all.append(c);
        }

        URI uri = URI.create("https://h/?v=" + PercentEncoding.encode(all.toString()));

        assertThat(uri.getQuery()).isEqualTo("v=" + all);
    }
}
