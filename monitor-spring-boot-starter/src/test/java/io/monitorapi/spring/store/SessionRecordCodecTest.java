package io.monitorapi.spring.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.session.MonitorSession;
import io.monitorapi.session.SessionRecord;
import io.monitorapi.testkit.Samples;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionRecordCodecTest {

    private static final String PAIRED = """
            {"v":2,"gen":7,"sid":"sid-1","vid":"vid-1","created":"2026-01-01T00:00:00Z","used":"2026-01-01T00:00:00Z",\
            "pageId":"page-1"}""";

    private static final String PAIRED_IN_VERSION_1 = """
            {"v":1,"gen":7,"sid":"sid-1","vid":"vid-1","created":"2026-01-01T00:00:00Z","used":"2026-01-01T00:00:00Z",\
            "contexts":[["3100200300","3100200400","12","1"]],"pageId":"page-1"}""";

    private static final String VISITOR_ONLY = """
            {"v":2,"gen":7,"vid":"vid-1","created":"2026-01-01T00:00:00Z","used":"2026-01-01T00:00:00Z"}""";

    private final SessionRecord.Paired paired =
            new SessionRecord.Paired(Samples.session(1), Samples.NOW, Samples.NOW, 7, "page-1");

    @Test
    void writesTheseMembersAndNoMore() {
        assertThat(text(paired)).isEqualTo(PAIRED);
        assertThat(text(Samples.visitorOnly(1, 7))).isEqualTo(VISITOR_ONLY);
    }

    @Test
    void readsWhatWasWritten() {
        assertThat(read(PAIRED)).isEqualTo(new DecodedRecord.Current(paired));
        assertThat(read(VISITOR_ONLY)).isEqualTo(new DecodedRecord.Current(Samples.visitorOnly(1, 7)));
    }

    @Test
    void readsRecordsOfVersion1WithoutTheirContexts() {
        assertThat(read(PAIRED_IN_VERSION_1)).isEqualTo(new DecodedRecord.Current(paired));
        assertThat(read(VISITOR_ONLY.replace("\"v\":2", "\"v\":1")))
                .isEqualTo(new DecodedRecord.Current(Samples.visitorOnly(1, 7)));
    }

    @Test
    void theLongestRecordFits() {
        String id = "\"".repeat(256);
        SessionRecord.Paired longest = new SessionRecord.Paired(
                new MonitorSession(id, id),
                Instant.ofEpochMilli(Long.MIN_VALUE),
                Instant.ofEpochMilli(Long.MAX_VALUE),
                Long.MAX_VALUE,
                "\u20ac".repeat(256));

        byte[] value = SessionRecordCodec.write(longest);

        assertThat(value).hasSizeBetween(2_000, SessionRecordCodec.MAX_BYTES);
        assertThat(SessionRecordCodec.read(value)).isEqualTo(new DecodedRecord.Current(longest));
    }

    @Test
    void aUsualRecordIsSmall() {
        assertThat(SessionRecordCodec.write(paired)).hasSizeLessThan(512);
    }

    @Test
    void aPageIdThatIsTooLongDoesNotCostTheSession() {
        SessionRecord.Paired long1 =
                new SessionRecord.Paired(Samples.session(1), Samples.NOW, Samples.NOW, 7, "p".repeat(20_000));

        assertThat(read(text(long1))).isInstanceOf(DecodedRecord.Current.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"v\":3,", "{\"v\":3,\"anything\":[", "{\"v\":999,\"gen\":1}"})
    void valuesOfLaterVersionsAreNewer(String value) {
        assertThat(read(value)).isEqualTo(new DecodedRecord.Newer());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "null",
                "{\"v\":0,\"gen\":1}",
                "{\"v\":-1,\"gen\":1}",
                "{\"v\":01,\"gen\":1}",
                "{\"v\":1000,\"gen\":1}",
                "{\"v\":99999999999999999999,\"gen\":1}",
                "{ \"v\":3}",
                "{\"gen\":1,\"v\":3}",
            })
    void anythingElseIsUnreadable(String value) {
        assertThat(read(value)).isEqualTo(new DecodedRecord.Unreadable());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"vid\":\"vid-1\"|",
                "\"gen\":7|\"gen\":0",
                "\"gen\":7|\"gen\":7.5",
                "\"gen\":7|\"gen\":\"7\"",
                "\"gen\":7|\"gen\":99999999999999999999",
                "\"gen\":7|\"gen\":7,\"gen\":8",
                "\"gen\":7|\"gen\":7,\"consumer\":\"c\"",
                "\"vid-1\"|\"vid 1\"",
                "\"vid-1\"|null",
                "\"vid-1\"|{\"a\":1}",
                "2026-01-01T00:00:00Z|yesterday",
                "\"page-1\"}|\"page-1\"} ]",
                "\"page-1\"}|\"page-1\"}{}",
            })
    void doesNotReadDocumentsOfOtherShapes(String change) {
        String[] parts = change.split("\\|", -1);
        assertThat(PAIRED).contains(parts[0]);

        assertThat(read(PAIRED.replace(parts[0], parts[1]))).isEqualTo(new DecodedRecord.Unreadable());
    }

    @Test
    void doesNotReadInvalidUtf8() {
        byte[] value = PAIRED.getBytes(StandardCharsets.UTF_8);
        value[PAIRED.indexOf("page-1")] = (byte) 0xFF;

        assertThat(SessionRecordCodec.read(value)).isEqualTo(new DecodedRecord.Unreadable());
    }

    private static String text(SessionRecord record) {
        return new String(SessionRecordCodec.write(record), StandardCharsets.US_ASCII);
    }

    private static DecodedRecord read(String value) {
        return SessionRecordCodec.read(value.getBytes(StandardCharsets.UTF_8));
    }
}
