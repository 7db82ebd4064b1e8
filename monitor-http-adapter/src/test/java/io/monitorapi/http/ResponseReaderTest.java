package io.monitorapi.http;

import static io.monitorapi.http.ScriptedTransport.ACCEPTED;
import static io.monitorapi.http.ScriptedTransport.reply;
import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.engagement.Engagement;
import io.monitorapi.engagement.EngagementStatus;
import io.monitorapi.error.MonitorError;
import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.http.transport.TransportResult;
import io.monitorapi.http.transport.TransportResult.Response;
import io.monitorapi.port.GatewayResult;
import io.monitorapi.port.GatewayResult.Accepted;
import io.monitorapi.port.GatewayResult.Failed;
import io.monitorapi.port.GatewayResult.Refused;
import io.monitorapi.session.MonitorSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseReaderTest {

    private static final String PAIR = "\"sessionId\":\"sid-1\",\"visitorId\":\"vid-1\"";
    private static final MonitorSession SESSION = new MonitorSession("vid-1", "sid-1");

    private final ResponseReader reader = new ResponseReader(() -> Instant.parse("2026-01-01T00:00:00Z"));

    @Test
    void readsAnOffer() {
        Accepted result = accepted(file("offer.json"));

        assertThat(result.session()).isEqualTo(SESSION);
        assertThat(result.pageId()).isEqualTo("7700112233");
        assertThat(result.engagements())
                .containsExactly(Engagement.builder(EngagementStatus.EXPOSE)
                        .campaign("3100200300", "3100200400", "12")
                        .contextId("1")
                        .connectorId("3100200500")
                        .build());
    }

    @Test
    void readsEveryMemberOfAnEngagement() {
        assertThat(accepted(file("everything.json")).engagements())
                .first()
                .isEqualTo(Engagement.builder("later")
                        .campaign("c", "e", "r")
                        .contextId("1")
                        .conversationId("2d9d7b0a")
                        .connectorId("7")
                        .windowId("w")
                        .language("en-US")
                        .skill("23", "billing")
                        .validFor(Duration.ofMinutes(15))
                        .otherMembers(Map.of("colour", "red", "nested", Map.of("list", List.of(1L, true))))
                        .build());
    }

    @Test
    void readsAConversationWithoutACampaign() {
        assertThat(accepted(file("conversation.json")).engagements())
                .containsExactly(Engagement.builder(EngagementStatus.CONVERSATION)
                        .conversationId("2d9d7b0a-4c0e-4f45-9b5e-000000000001")
                        .build());
    }

    @ParameterizedTest
    @CsvSource({"200, false", "201, true", "202, false"})
    void theStatusSaysWhetherASessionWasCreated(int status, boolean created) {
        assertThat(((Accepted) read(reply(status, ACCEPTED))).created()).isEqualTo(created);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ",\"engagementDetails\":null", ",\"engagementDetails\":[]", ",\"engagementDetails\":[null]"})
    void readsThatNothingIsOffered(String details) {
        assertThat(accepted("{" + PAIR + details + "}").engagements()).isEmpty();
    }

    @Test
    void readsASingleEngagementOutsideAList() {
        assertThat(accepted("{" + PAIR + ",\"engagementDetails\":{\"status\":\"expose\"}}")
                        .engagements())
                .containsExactly(Engagement.builder(EngagementStatus.EXPOSE).build());
    }

    @Test
    void dropsNullsBetweenEngagements() {
        assertThat(accepted("{" + PAIR + ",\"engagementDetails\":[null,{\"status\":\"expose\"},null]}")
                        .engagements())
                .hasSize(1);
    }

    @Test
    void keepsAnEngagementWithoutAStatus() {
        assertThat(accepted("{" + PAIR + ",\"engagementDetails\":[{\"campaignId\":1,\"status\":null}]}")
                        .engagements())
                .containsExactly(
                        Engagement.builder("").campaign("1", null, null).build());
    }

    @Test
    void treatsAnEmptyIdAsAbsent() {
        assertThat(accepted("{" + PAIR + ",\"pageId\":\"\",\"engagementDetails\":[{\"windowId\":\"\"}]}")
                        .pageId())
                .isNull();
    }

    @Test
    void readsTheShortNamesOfThePair() {
        assertThat(accepted("{\"sid\":\"sid-1\",\"vid\":\"vid-1\"}").session()).isEqualTo(SESSION);
    }

    @Test
    void prefersTheLongNamesOfThePair() {
        assertThat(accepted("{\"sid\":\"x\",\"vid\":\"y\"," + PAIR + "}").session())
                .isEqualTo(SESSION);
    }

    @Test
    void keepsUnknownMembersWhateverTheyAre() {
        String unknown =
                ",\"a\":1,\"a\":2,\"b\":[1,null,{\"c\":1.50}],\"d\":null,\"e\":\"%s\",\"n\":%s,\"t\":1e9999,\"u\":1e1000000000"
                        .formatted("x".repeat(9_000), "9".repeat(2_000));

        Map<String, Object> others = accepted("{" + PAIR + unknown + "}").otherMembers();

        assertThat(others)
                .containsOnlyKeys("a", "b", "e", "n", "t", "u")
                .containsEntry("a", 2L)
                .containsEntry("b", List.of(1L, Map.of("c", new BigDecimal("1.50"))))
                .containsEntry("n", "9".repeat(2_000))
                .containsEntry("t", "1E+9999")
                .containsEntry("u", "1E+1000000000");
    }

    @ParameterizedTest
    @CsvSource({"1e400, true", "1e-400, true", "1e401, false", "1e-401, false", "1e2000000000, false"})
    void aNumberThatIsLongWhenWrittenPlainlyIsReadAsText(String number, boolean isNumber) {
        Object read =
                accepted("{" + PAIR + ",\"x\":" + number + "}").otherMembers().get("x");

        assertThat(read).isEqualTo(isNumber ? new BigDecimal(number) : new BigDecimal(number).toString());
    }

    /** Beyond the range of a BigDecimal, so no value can be kept; the response stays readable. */
    @Test
    void aNumberWhoseExponentIsOutOfRangeIsLeftOut() {
        assertThat(accepted("{" + PAIR + ",\"x\":1e99999999999,\"y\":1}").otherMembers())
                .containsExactly(Map.entry("y", 1L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/octet-stream",
                "text/plain",
                "application/vnd.x+json",
                "text/html; charset=utf-16",
                ""
            })
    void readsByContentWhateverTheMediaType(String type) {
        assertThat(read(reply(200, Map.of("content-type", List.of(type)), ACCEPTED)))
                .isInstanceOf(Accepted.class);
    }

    @Test
    void acceptsAByteOrderMark() {
        assertThat(read(reply(200, "\uFEFF" + ACCEPTED))).isInstanceOf(Accepted.class);
    }

    @Test
    void acceptsIdsOfVisibleCharacters() {
        String vid = "!~&sid=x#%00'/".repeat(18);

        assertThat(accepted("{\"sessionId\":\"s\",\"visitorId\":\"" + vid + "\"}")
                        .session()
                        .visitorId())
                .isEqualTo(vid);
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
                "{\"sessionId\":\"s\"}",
                "{\"visitorId\":\"v\"}",
                "{\"sessionId\":\"s\",\"visitorId\":null}",
                "{\"sessionId\":\"s\",\"visitorId\":\"\"}",
                "{\"sessionId\":\"s\",\"visitorId\":1}",
                "{\"sessionId\":\"s\",\"visitorId\":true}",
                "{\"sessionId\":\"s\",\"visitorId\":{\"a\":1}}",
                "{\"sessionId\":\"s\",\"visitorId\":[\"v\"]}",
                "{\"sessionId\":\"s\",\"visitorId\":\"v\",\"visitorId\":\"w\"}",
                "{\"sessionId\":\"s\",\"visitorId\":\"v w\"}",
                "{\"sessionId\":\"s\",\"visitorId\":\"v\\r\\nX: y\"}",
                "{\"sessionId\":\"s\",\"visitorId\":\"\u00e9\"}",
                "{\"sessionId\":\"s\",\"visitorId\":\"\\ud800\"}",
                "{\"sessionId\":\"s\",\"visitorId\":\"v\"}{}",
                "{\"sessionId\":\"s\",\"visitorId\":\"v\"}garbage",
                "{\"sessionId\":\"s\",\"visitorId\":\"v\"",
                "{'sessionId':'s','visitorId':'v'}",
                "{\"sessionId\":\"s\",\"visitorId\":\"v\",\"x\":NaN}",
                "{\"sessionId\":\"s\",\"visitorId\":\"v\",\"x\":01}",
                "{\"sessionId\":\"s\",\"visitorId\":\"v\",\"engagementDetails\":[],\"engagementDetails\":[]}",
                "{\"sessionId\":\"s\",\"visitorId\":\"v\",\"engagementDetails\":[{\"campaignId\":1,\"campaignId\":2}]}"
            })
    void aDocumentThatIsNoResponseIsUnreadable(String body) {
        assertThat(failed(reply(200, body)))
                .extracting(Failed::reason, Failed::sent)
                .containsExactly(Reason.UNREADABLE, Sent.YES);
    }

    /** Losing the session for a member that only describes something would make every visitor open a new one. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            engagementRevision | 12.0
            campaignId | 1.5
            contextId | {"a":1}
            windowId | false
            conversationId | "a b"
            skillName | 7
            language | []
            status | 1
            validForSeconds | 900.5
            validForSeconds | -1
            validForSeconds | 9999999999
            """)
    void anOddDescriptiveMemberIsLeftAmongTheOtherMembers(String member, String value) {
        Accepted accepted = accepted("{" + PAIR + ",\"engagementDetails\":[{\"" + member + "\":" + value + "}]}");

        Engagement engagement = accepted.engagements().get(0);
        assertThat(engagement.otherMembers()).containsOnlyKeys(member);
        assertThat(engagement.unreadableMembers()).containsExactly(member);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"pageId\":true", "\"pageId\":\"a b\"", "\"engagementDetails\":17", "\"engagementDetails\":[[]]"
            })
    void anOddMemberOfTheResponseIsLeftAmongTheOtherMembers(String member) {
        assertThat(accepted("{" + PAIR + "," + member + "}").otherMembers()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"engagementRevision", "campaignId", "engagementId", "contextId"})
    void anEngagementWithoutAReadableIdForItsImpressionsOffersNothing(String member) {
        String odd = "[{\"status\":\"expose\",\"" + member + "\":12.5}]";
        Engagement engagement = accepted("{" + PAIR + ",\"engagementDetails\":" + odd + "}")
                .engagements()
                .get(0);

        assertThat(engagement.isOffered()).isFalse();
        assertThat(engagement.unreadableMembers()).containsExactly(member);
    }

    @Test
    void longIdsAreUnreadable() {
        assertThat(failed(reply(200, "{\"sessionId\":\"s\",\"visitorId\":\"" + "v".repeat(257) + "\"}"))
                        .reason())
                .isEqualTo(Reason.UNREADABLE);
    }

    @Test
    void aLongTextOrNumberIsLeftAmongTheOtherMembers() {
        String text = "{" + PAIR + ",\"engagementDetails\":[{\"skillName\":\"" + "x".repeat(8_193) + "\"}]}";
        String number = "{" + PAIR + ",\"engagementDetails\":[{\"campaignId\":" + "1".repeat(41) + "}]}";

        assertThat(accepted(text).engagements().get(0).unreadableMembers()).containsExactly("skillName");
        assertThat(accepted(number).engagements().get(0).unreadableMembers()).containsExactly("campaignId");
    }

    @ParameterizedTest
    @CsvSource({"62, true", "63, true", "64, false", "2000, false"})
    void readsADocumentUpToSixtyFourLevelsDeep(int levels, boolean readable) {
        String deep = "{" + PAIR + ",\"x\":" + "[".repeat(levels) + "]".repeat(levels) + "}";

        assertThat(read(reply(200, deep)) instanceof Accepted).isEqualTo(readable);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE", "ISO-8859-1"})
    void otherCharacterSetsAreUnreadable(String charset) {
        byte[] body = ("{" + PAIR + ",\"x\":\"\u00e9\"}").getBytes(Charset.forName(charset));

        assertThat(failed(new Response(200, Map.of(), body)).reason()).isEqualTo(Reason.UNREADABLE);
    }

    @Test
    void overlongEncodingsAreUnreadable() {
        byte[] body = ACCEPTED.replace("vid-1", "v??").getBytes(StandardCharsets.UTF_8);
        int at = new String(body, StandardCharsets.US_ASCII).indexOf("??");
        body[at] = (byte) 0xC0;
        body[at + 1] = (byte) 0xAF;

        assertThat(failed(new Response(200, Map.of(), body)).reason()).isEqualTo(Reason.UNREADABLE);
    }

    @Test
    void reportsThePositionOfAnErrorButNotTheContent() {
        Failed failed = failed(reply(200, "{\"visitorId\":\"secret-vid\",\"sessionId\":secret-sid}"));

        assertThat(failed.detail()).contains("character").doesNotContain("secret");
        assertThat(failed.cause()).isNull();
    }

    @Test
    void anHtmlPageIsNotAResponseOfTheApi() {
        Failed failed = failed(reply(
                200, Map.of("Content-Type", List.of("text/html;charset=utf-8")), "\uFEFF \n<!doctype html><p>log in"));

        assertThat(failed.reason()).isEqualTo(Reason.NOT_THE_API);
        assertThat(failed.sent()).isEqualTo(Sent.YES);
        assertThat(failed.detail()).isEqualTo("HTTP 200, text/html, 29 bytes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"time\":1,\"message\":\"m\",\"internalCode\":20}",
                "{\"error\":{\"message\":\"m\",\"internalCode\":20}}",
                "[{\"internalCode\":20}]",
                "{\"vid\":\"vid-1\",\"message\":\"m\",\"internalCode\":20}"
            })
    void anErrorWithASuccessfulStatusIsThatError(String body) {
        Refused refused = (Refused) read(reply(200, Map.of("Retry-After", List.of("3")), body));

        assertThat(refused.status()).isEqualTo(200);
        assertThat(refused.errors()).extracting(MonitorError::code).containsExactly(20);
        assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void aMessageBesideAPairIsNoError() {
        assertThat(accepted("{" + PAIR + ",\"message\":\"welcome\",\"internalCode\":0}")
                        .session())
                .isEqualTo(SESSION);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 413, 429, 500, 502, 503, 504, 599})
    void theseStatusesAreRefusalsWhateverTheBody(int status) {
        Refused refused = (Refused) read(reply(
                status,
                Map.of("Retry-After", List.of("7"), "Content-Type", List.of("text/html")),
                "<html>secret</html>"));

        assertThat(refused).isEqualTo(new Refused(status, List.of(), Duration.ofSeconds(7), true));
    }

    /** A page is a proxy's; a response without content, or with JSON, may be the service's. */
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{}", "[]", "{\"message\":\"m\"}"})
    void aRefusalWithoutForeignContentIsThatOfTheService(String body) {
        assertThat(((Refused) read(reply(503, body))).fromProxy()).isFalse();
    }

    @Test
    void readsTheErrorsOfARefusal() {
        Refused refused = (Refused) read(reply(404, "{\"message\":\"m\",\"internalCode\":39}"));

        assertThat(refused).isEqualTo(new Refused(404, List.of(new MonitorError(39, null, "m")), null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "{}", "{\"title\":\"Not Found\"}"})
    void anEmptyOrUnknownJsonClientErrorIsARefusal(String body) {
        assertThat(read(reply(404, body))).isEqualTo(new Refused(404, List.of(), null));
    }

    @ParameterizedTest
    @CsvSource({
        "403, text/html, 'HTTP 403, text/html, 6 bytes'",
        "404, 'text/plain; x=secret', 'HTTP 404, text/plain, 6 bytes'",
        "401, 'secret value', 'HTTP 401, no media type, 6 bytes'"
    })
    void aForeignClientErrorIsNotAResponseOfTheApi(int status, String type, String detail) {
        Failed failed = failed(reply(status, Map.of("Content-Type", List.of(type)), "secret"));

        assertThat(failed).isEqualTo(new Failed(Reason.NOT_THE_API, Sent.YES, detail, null));
    }

    @ParameterizedTest
    @CsvSource({
        "'https://other.example/api?vid=secret', to https://other.example",
        "'http://u:secret@other.example:81/', to http://other.example",
        "/secret, to an unknown host",
        "'secret value', to an unknown host",
        "'', to an unknown host"
    })
    void neverFollowsARedirect(String location, String detail) {
        assertThat(read(reply(307, Map.of("Location", List.of(location)), "")))
                .isEqualTo(new Failed(Reason.REDIRECTED, Sent.YES, detail, null));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 400, 404})
    void doesNotDecodeContent(int status) {
        assertThat(failed(reply(status, Map.of("content-encoding", List.of("gzip")), ACCEPTED)))
                .extracting(Failed::reason)
                .isEqualTo(Reason.UNREADABLE);
    }

    @Test
    void doesNotDecodeTheContentOfAServerError() {
        assertThat(read(reply(500, Map.of("Content-Encoding", List.of("br")), "{\"internalCode\":20}")))
                .isEqualTo(new Refused(500, List.of(), null));
    }

    @Test
    void acceptsTheIdentityCoding() {
        assertThat(read(reply(200, Map.of("Content-Encoding", List.of("Identity", "")), ACCEPTED)))
                .isInstanceOf(Accepted.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 99, 101, 600, 999})
    void anImpossibleStatusIsNotAResponseOfTheApi(int status) {
        assertThat(failed(reply(status, ACCEPTED)).reason()).isEqualTo(Reason.NOT_THE_API);
    }

    @Test
    void aFailureOfTheTransportIsReturned() {
        IOException cause = new IOException("reset");

        assertThat(read(new TransportResult.Failure(Reason.CONNECTION_LOST, Sent.MAYBE, "detail", cause)))
                .isEqualTo(new Failed(Reason.CONNECTION_LOST, Sent.MAYBE, "detail", cause));
    }

    @Test
    void neverThrowsAndNeverInventsASession() {
        Random random = new Random(11);
        byte[] valid = file("everything.json").getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 20_000; i++) {
            byte[] broken = valid.clone();
            random.ints(1 + random.nextInt(3), 0, valid.length).forEach(at -> broken[at] = (byte) random.nextInt(256));

            GatewayResult result = read(new Response(200, Map.of(), broken));

            if (result instanceof Accepted accepted) {
                assertThat(new String(broken, StandardCharsets.UTF_8))
                        .contains(
                                accepted.session().visitorId(),
                                accepted.session().sessionId());
            }
        }
    }

    private GatewayResult read(TransportResult result) {
        return reader.read(result);
    }

    private Accepted accepted(String body) {
        GatewayResult result = read(reply(200, body));
        assertThat(result).isInstanceOf(Accepted.class);
        return (Accepted) result;
    }

    private Failed failed(TransportResult result) {
        GatewayResult read = read(result);
        assertThat(read).isInstanceOf(Failed.class);
        return (Failed) read;
    }

    private static String file(String name) {
        try (InputStream file = ResponseReaderTest.class.getResourceAsStream("response/" + name)) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
