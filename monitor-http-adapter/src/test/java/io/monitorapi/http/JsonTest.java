package io.monitorapi.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonTest {

    @Test
    void readsEveryTypeOfValue() {
        assertThat(read("{\"a\":[1,1.50,true,false,null,\"x\",{}],\"b\":null}"))
                .isEqualTo(Map.of("a", List.of(1L, new BigDecimal("1.50"), true, false, "x", Map.of())));
    }

    @ParameterizedTest
    @CsvSource({"64, true", "65, false"})
    void readsUpToSixtyFourLevels(int levels, boolean readable) {
        byte[] deep = bytes("[".repeat(levels) + "]".repeat(levels));

        if (readable) {
            assertThat(Json.read(deep).isArray()).isTrue();
        } else {
            assertThatExceptionOfType(MalformedResponseException.class).isThrownBy(() -> Json.read(deep));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', the document is empty",
        "' ', the document is empty",
        "{} {}, the document is not JSON at character",
        "{} x, the document is not JSON at character",
        "{\"canary\":canary}, the document is not JSON at character"
    })
    void reportsWhyADocumentIsUnreadable(String document, String message) {
        assertThatExceptionOfType(MalformedResponseException.class)
                .isThrownBy(() -> Json.read(bytes(document)))
                .withNoCause()
                .withMessageStartingWith(message)
                .withMessageNotContaining("canary");
    }

    /** Control: the exception of Jackson contains a part of the document. */
    @Test
    void theMessageOfJacksonContainsAPartOfTheDocument() {
        assertThatExceptionOfType(JacksonException.class)
                .isThrownBy(() -> new JsonMapper().readTree("{\"x\":canary}"))
                .withMessageContaining("canary");
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        assertThatExceptionOfType(MalformedResponseException.class)
                .isThrownBy(() -> Json.read("\"\u00e9\"".getBytes(StandardCharsets.ISO_8859_1)))
                .withMessage("the document is not UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud800", "\\udc00x", "\\ud800\\ud800"})
    void refusesAnUnpairedSurrogateInAMemberThatIsRead(String escaped) {
        JsonObject object = JsonObject.of(Json.read(bytes("{\"a\":\"" + escaped + "\"}")));

        assertThatExceptionOfType(MalformedResponseException.class).isThrownBy(() -> object.text("a"));
    }

    @Test
    void readsASurrogatePair() {
        assertThat(JsonObject.of(Json.read(bytes("{\"a\":\"\\ud83d\\ude00\"}"))).text("a"))
                .isEqualTo("\uD83D\uDE00");
    }

    @Test
    void refusesADuplicateOfAMemberThatIsRead() {
        JsonObject object = JsonObject.of(Json.read(bytes("{\"a\":1,\"b\":\"x\",\"a\":2}")));

        assertThat(object.text("b")).isEqualTo("x");
        assertThat(object.others()).isEqualTo(Map.of("a", 2L));
        assertThatExceptionOfType(MalformedResponseException.class).isThrownBy(() -> object.textOrInteger("a"));
        assertThatExceptionOfType(MalformedResponseException.class).isThrownBy(() -> object.optionalText("a"));
    }

    @Test
    void leavesAnOptionalMemberOfAnUnexpectedTypeAmongTheOthers() {
        JsonObject object = JsonObject.of(Json.read(bytes("{\"a\":[1],\"b\":\"x\"}")));

        assertThat(object.optionalText("a")).isNull();
        assertThat(object.optionalText("b")).isEqualTo("x");
        assertThat(object.others()).isEqualTo(Map.of("a", List.of(1L)));
    }

    @Test
    void returnsTheMembersThatAreNotRead() {
        JsonObject object = JsonObject.of(Json.read(bytes("{\"a\":\"x\",\"b\":[1],\"c\":null,\"d\":\"\"}")));

        assertThat(object.text("a")).isEqualTo("x");
        assertThat(object.text("c")).isNull();
        assertThat(object.text("e")).isNull();
        assertThat(object.optionalId("d")).isNull();
        assertThat(object.others()).isEqualTo(Map.of("b", List.of(1L)));
    }

    @ParameterizedTest
    @CsvSource({"40, true", "41, false"})
    void readsWholeNumbersOfUpToFortyDigitsAsText(int digits, boolean readable) {
        String number = "7".repeat(digits);
        JsonObject object = JsonObject.of(Json.read(bytes("{\"a\":" + number + "}")));

        if (readable) {
            assertThat(object.textOrInteger("a")).isEqualTo(number);
        } else {
            assertThatExceptionOfType(MalformedResponseException.class).isThrownBy(() -> object.textOrInteger("a"));
        }
    }

    @ParameterizedTest
    @CsvSource({"8192, true", "8193, false"})
    void readsTextsOfUpToEightKibi(int length, boolean readable) {
        JsonObject object = JsonObject.of(Json.read(bytes("{\"a\":\"" + "x".repeat(length) + "\"}")));

        if (readable) {
            assertThat(object.text("a")).hasSize(length);
        } else {
            assertThatExceptionOfType(MalformedResponseException.class).isThrownBy(() -> object.text("a"));
        }
    }

    @ParameterizedTest
    @CsvSource({"40, true", "41, false"})
    void keepsUnknownNumbersOfMoreThanFortyDigitsAsText(int digits, boolean isNumber) {
        String number = "7".repeat(digits);

        assertThat(read(number)).isEqualTo(isNumber ? new BigDecimal(number) : number);
    }

    /** 262,144 digits are read in a fraction of a second; a quadratic algorithm would take much longer per document. */
    @Test
    void readsTheLongestNumberThatFitsIntoAResponse() {
        String number = "7".repeat(256 * 1024);

        assertThat(read(number)).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource({
        "1E+2, 100",
        "1E+20, 100000000000000000000",
        "0E-8, 0",
        "0E+8, 0",
        "0.00, 0",
        "-0.0, 0",
        "59.90, 59.90",
        "-1E-7, -0.0000001"
    })
    void writesNumbersPlainly(BigDecimal number, String written) {
        assertThat(written(ValueToJsonNode.of(number))).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource({"1E+1000, true", "1E-1000, true", "1E+1001, false", "1E-1001, false", "1E+2147483647, false"})
    void refusesNumbersOfMoreThanAThousandDigits(BigDecimal number, boolean writable) {
        if (writable) {
            assertThat(written(ValueToJsonNode.of(number))).isEqualTo(number.toPlainString());
        } else {
            assertThatExceptionOfType(RequestEncodingException.class).isThrownBy(() -> ValueToJsonNode.of(number));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesNumbersThatJsonCannotExpress(double number) {
        assertThatExceptionOfType(RequestEncodingException.class)
                .isThrownBy(() -> ValueToJsonNode.of(number))
                .withNoCause();
    }

    @Test
    void writesUtf8() {
        assertThat(Json.write(ValueToJsonNode.of(List.of("é", "\uD83D\uDE00"))))
                .isEqualTo(bytes("[\"é\",\"\uD83D\uDE00\"]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud800", "\udc00x", "\ud800\ud800"})
    void refusesToWriteAnUnpairedSurrogate(String broken) {
        assertThatExceptionOfType(RequestEncodingException.class)
                .isThrownBy(() -> Json.write(ValueToJsonNode.of(List.of("canary" + broken))))
                .withNoCause()
                .withMessageNotContaining("canary");
    }

    private static String written(JsonNode node) {
        return new String(Json.write(node), StandardCharsets.UTF_8);
    }

    private static Object read(String document) {
        return JsonNodeToValue.of(Json.read(bytes(document)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
