package io.monitorapi.http;

import static io.monitorapi.http.ScriptedTransport.ACCEPTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.error.Reason;
import io.monitorapi.http.transport.TransportResult.Response;
import io.monitorapi.port.GatewayResult;
import io.monitorapi.port.GatewayResult.Accepted;
import io.monitorapi.port.GatewayResult.Failed;
import io.monitorapi.port.GatewayResult.Refused;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The faults of a JSON body, by number; {@link ResponseReaderTest} has more of each. */
class JsonFaultTest {

    private static final String PAIR = "\"sessionId\":\"s\",\"visitorId\":\"canary\"";
    private static final Class<Accepted> READ = Accepted.class;
    private static final Class<Failed> UNREADABLE = Failed.class;

    static Stream<Arguments> faults() {
        return Stream.of(
                row("J1", "a key twice", UNREADABLE, "{" + PAIR + ",\"visitorId\":\"w\"}"),
                row("J2", "too deep", UNREADABLE, "{" + PAIR + ",\"x\":" + "[".repeat(2000) + "]".repeat(2000) + "}"),
                row("J3", "a long number", READ, detail("\"campaignId\":" + "1".repeat(2000))),
                row("J3", "a large exponent", READ, detail("\"campaignId\":1e1000000000")),
                row("J4", "a long text", READ, detail("\"skillName\":\"" + "x".repeat(9000) + "\"")),
                row("J5", "a number as id", UNREADABLE, "{\"sessionId\":\"canary\",\"visitorId\":7}"),
                row("J5", "a boolean as id", UNREADABLE, "{\"sessionId\":\"canary\",\"visitorId\":true}"),
                row("J5", "an object as id", UNREADABLE, "{\"sessionId\":\"canary\",\"visitorId\":{}}"),
                row("J6", "a fraction", READ, detail("\"validForSeconds\":1.9")),
                row("J6", "too large a number", READ, detail("\"validForSeconds\":99999999999999999999")),
                row("J7", "an unknown member", READ, "{" + PAIR + ",\"new\":{\"a\":[1]}}"),
                row("J8", "an unknown status", READ, detail("\"status\":\"canary\"")),
                row("J9", "null for the pair", UNREADABLE, "{\"sessionId\":null,\"visitorId\":\"canary\"}"),
                row("J9", "null in a list", READ, "{" + PAIR + ",\"engagementDetails\":[null]}"),
                row("J10", "a byte order mark", READ, "\uFEFF" + ACCEPTED),
                row("J11", "UTF-16", UNREADABLE, ACCEPTED.getBytes(Charset.forName("UTF-16"))),
                row("J11", "UTF-32", UNREADABLE, ACCEPTED.getBytes(Charset.forName("UTF-32"))),
                row("J12", "an overlong character", UNREADABLE, latin("{" + PAIR + ",\"x\":\"\u00c0\u00af\"}")),
                row("J12", "a broken character", UNREADABLE, latin("{" + PAIR + ",\"x\":\"\u00e9\"}")),
                row("J12", "half a character in an id", UNREADABLE, "{\"sessionId\":\"s\",\"visitorId\":\"\\ud800\"}"),
                row("J13", "a second document", UNREADABLE, "{" + PAIR + "}{}"),
                row("J13", "garbage after the document", UNREADABLE, "{" + PAIR + "}canary"),
                row("J14", "null", UNREADABLE, "null"),
                row("J14", "a text", UNREADABLE, "\"canary\""),
                row("J14", "nothing", UNREADABLE, ""),
                row("J15", "not a number", UNREADABLE, "{" + PAIR + ",\"x\":NaN}"),
                row(
                        "J16",
                        "a line break in an id",
                        UNREADABLE,
                        "{\"sessionId\":\"s\",\"visitorId\":\"canary\\r\\nX\"}"),
                row("J16", "a parameter in an id", READ, "{\"sessionId\":\"s\",\"visitorId\":\"canary&sid=x#%00\"}"),
                row(
                        "J16",
                        "an id of 1 MB",
                        UNREADABLE,
                        "{\"sessionId\":\"s\",\"visitorId\":\"" + "x".repeat(1_000_000)),
                row("J17", "a wrong code", Refused.class, "{\"message\":\"canary\",\"internalCode\":\"x\",\"more\":1}"),
                row("J17", "a code alone", Refused.class, "{\"internalCode\":20}"),
                row("J18", "a canary where a comma should be", UNREADABLE, "{" + PAIR + " canary}"));
    }

    private static Arguments row(String id, String name, Class<? extends GatewayResult> expected, String body) {
        return row(id, name, expected, body.getBytes(StandardCharsets.UTF_8));
    }

    private static Arguments row(String id, String name, Class<? extends GatewayResult> expected, byte[] body) {
        return Arguments.of(id, name, expected, body);
    }

    private static String detail(String member) {
        return "{" + PAIR + ",\"engagementDetails\":[{" + member + "}]}";
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("faults")
    void aFaultyDocumentIsReadAsItsRowSays(
            String id, String name, Class<? extends GatewayResult> expected, byte[] body) {
        GatewayResult result =
                new ResponseReader(() -> Instant.parse("2026-01-01T00:00:00Z")).read(new Response(200, Map.of(), body));

        assertThat(result).isInstanceOf(expected);
        assertThat(result.toString()).doesNotContain("canary");
        if (result instanceof Failed failed) {
            assertThat(failed.reason()).isEqualTo(Reason.UNREADABLE);
            assertThat(failed.cause()).isNull();
        }
    }

    @Test
    void everyFaultHasARow() {
        assertThat(faults().map(row -> row.get()[0]))
                .containsAll(IntStream.rangeClosed(1, 18)
                        .<Object>mapToObj(i -> "J" + i)
                        .toList());
    }
}
