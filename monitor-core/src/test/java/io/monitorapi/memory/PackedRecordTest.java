package io.monitorapi.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.session.EngagementContext;
import io.monitorapi.session.MonitorSession;
import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.SessionRecord.Paired;
import io.monitorapi.session.SessionRecord.VisitorOnly;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackedRecordTest {

    private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00.123456789Z");
    private static final Instant USED = Instant.parse("2026-01-01T00:07:00.987654321Z");
    private static final String LONGEST_ID = "~".repeat(256);

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "\n",
                "page-1",
                "a page\nof 2 lines ",
                "\u0000",
                "\u00e9",
                "\u20ac",
                "\ud83d\ude00",
                "\ud83d"
            })
    void keepsEveryPageId(@Nullable String pageId) {
        for (int contexts = 0; contexts <= SessionRecord.MOST_CONTEXTS; contexts++) {
            isKept(new Paired(session("vid", "sid"), CREATED, USED, 7, contexts("id", contexts), pageId));
        }
    }

    @Test
    void keepsTheShortestAndTheLongestIds() {
        for (String id : List.of("!", LONGEST_ID)) {
            isKept(new VisitorOnly(id, CREATED, USED, 1));
            isKept(new Paired(session(id, id), CREATED, USED, 1, List.of(), null));
            isKept(new Paired(session(id, id), CREATED, USED, 1, contexts(id, 5), id));
        }
    }

    static Stream<Instant> times() {
        return Stream.of(Instant.MIN, Instant.EPOCH.minusNanos(1), Instant.EPOCH, CREATED, Instant.MAX);
    }

    @ParameterizedTest
    @MethodSource("times")
    void keepsEveryTimeToTheNanosecond(Instant time) {
        isKept(new VisitorOnly("vid", time, USED, Long.MAX_VALUE));
        isKept(new Paired(session("vid", "sid"), CREATED, time, Long.MAX_VALUE, List.of(), "page-1"));
    }

    /** The control: as bytes of UTF-8, half a character would not come back. */
    @Test
    void utf8WouldNotKeepEveryPageId() {
        String half = "\ud83d";

        assertThat(new String(half.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isNotEqualTo(half);
    }

    private static void isKept(SessionRecord record) {
        PackedRecord packed = new PackedRecord(record);

        assertThat(packed.unpack()).isEqualTo(record);
        assertThat(packed.generation()).isEqualTo(record.generation());
        assertThat(packed.lastUsed()).isEqualTo(record.lastUsed());
    }

    private static MonitorSession session(String visitorId, String sessionId) {
        return new MonitorSession(visitorId, sessionId);
    }

    private static List<EngagementContext> contexts(String id, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new EngagementContext(id, id, Integer.toString(i), id))
                .toList();
    }
}
