package io.monitorapi.spring.store;

import io.monitorapi.session.MonitorSession;
import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.SessionRecord.Paired;
import io.monitorapi.session.SessionRecord.VisitorOnly;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Converts session records to and from the value that shared stores keep: a JSON object of {@code v}, {@code gen},
 * {@code sid}, {@code vid}, {@code created}, {@code used} and {@code pageId}, and nothing else.
 *
 * <p>Every version of the format begins with <code>&#123;"v":</code> and its number, byte for byte, so that earlier releases
 * recognize later values and leave them alone. In versions 1 and 2 {@code gen} follows, then {@code sid} when there is a session, so
 * that scripts in the store can compare generations without a JSON parser.
 */
public final class SessionRecordCodec {

    /**
     * The maximum size of a value in bytes. In version 1 it has five contexts of four ids of at most 515 bytes, vid, sid and
     * page id: 12 KiB; now at most 3 KiB.
     */
    public static final int MAX_BYTES = 16 * 1024;

    private static final int VERSION = 2;
    private static final int OLDEST_VERSION = 1;
    private static final int MAX_PAGE_ID_LENGTH = 256;
    private static final Pattern HEADER = Pattern.compile("^\\{\"v\":([1-9][0-9]{0,2}),");
    private static final int MAX_HEADER_BYTES = 16;
    private static final Set<String> MEMBERS =
            Set.of("v", "gen", "sid", "vid", "created", "used", "contexts", "pageId");

    /** Private, so that neither its settings nor modules of the application change the format. */
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(3).build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private SessionRecordCodec() {}

    /**
     * Encodes a record.
     *
     * @param record the record
     * @return its value, ASCII only, at most {@link #MAX_BYTES} bytes
     */
    public static byte[] write(SessionRecord record) {
        ObjectNode value = JSON.createObjectNode();
        value.put("v", VERSION);
        value.put("gen", record.generation());
        if (record instanceof Paired paired) {
            value.put("sid", paired.session().sessionId());
        }
        value.put("vid", record.visitorId());
        value.put("created", record.created().toString());
        value.put("used", record.lastUsed().toString());
        if (record instanceof Paired paired) {
            writePageId(value, paired.pageId());
        }
        return JSON.writeValueAsBytes(value);
    }

    /** Other gateways may supply a page id of any length; the session is kept without it. */
    private static void writePageId(ObjectNode value, @Nullable String pageId) {
        if (pageId != null && pageId.length() <= MAX_PAGE_ID_LENGTH) {
            value.put("pageId", pageId);
        }
    }

    /**
     * Decodes a stored value. Never throws.
     *
     * @param value any bytes
     * @return the record, or why there is none
     */
    public static DecodedRecord read(byte[] value) {
        int version = versionOf(value);
        if (version > VERSION) {
            return new DecodedRecord.Newer();
        }
        if (version < OLDEST_VERSION || value.length > MAX_BYTES) {
            return new DecodedRecord.Unreadable();
        }
        try {
            return new DecodedRecord.Current(readRecord(JSON.readTree(value)));
        } catch (RuntimeException malformed) {
            // Dropped: its message may quote the value.
            return new DecodedRecord.Unreadable();
        }
    }

    private static int versionOf(byte[] value) {
        int length = Math.min(value.length, MAX_HEADER_BYTES);
        Matcher header = HEADER.matcher(new String(value, 0, length, StandardCharsets.ISO_8859_1));
        return header.find() ? Integer.parseInt(header.group(1)) : 0;
    }

    private static SessionRecord readRecord(JsonNode value) {
        require(value.isObject() && MEMBERS.containsAll(value.propertyNames()));
        // Version 1 kept the contexts of a session; since version 2 a context knows its session itself.
        require(value.get("contexts") == null || value.required("contexts").isArray());
        long generation = number(value.required("gen"));
        String visitorId = text(value.required("vid"));
        Instant created = Instant.parse(text(value.required("created")));
        Instant used = Instant.parse(text(value.required("used")));
        JsonNode sessionId = value.get("sid");
        if (sessionId == null) {
            return new VisitorOnly(visitorId, created, used, generation);
        }
        MonitorSession session = new MonitorSession(visitorId, text(sessionId));
        return new Paired(session, created, used, generation, readPageId(value));
    }

    private static @Nullable String readPageId(JsonNode value) {
        JsonNode member = value.get("pageId");
        if (member == null) {
            return null;
        }
        String pageId = text(member);
        require(pageId.length() <= MAX_PAGE_ID_LENGTH);
        return pageId;
    }

    private static String text(JsonNode member) {
        require(member.isString());
        return member.stringValue();
    }

    private static long number(JsonNode member) {
        require(member.isIntegralNumber() && member.canConvertToLong());
        return member.longValue();
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new IllegalArgumentException("not a session record");
        }
    }
}
