package io.monitorapi.spring.store;

import io.monitorapi.session.MonitorSession;
import io.monitorapi.session.SessionRecord;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** Reads what {@link RecordWriter} wrote and nothing else; the factory is ours alone, so no application changes it. */
final class RecordReader {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(3).build())
            .build();

    private final JsonParser in;
    private long generation;
    private @Nullable String sessionId;
    private @Nullable String visitorId;
    private @Nullable Instant created;
    private @Nullable Instant used;
    private @Nullable String pageId;

    private RecordReader(JsonParser in) {
        this.in = in;
    }

    /** Throws some unchecked exception when the value cannot be read. */
    static SessionRecord read(byte[] value) {
        try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), value)) {
            RecordReader reader = new RecordReader(in);
            reader.expect(JsonToken.START_OBJECT);
            while (in.nextToken() == JsonToken.PROPERTY_NAME) {
                reader.member(in.currentName());
            }
            require(in.currentToken() == JsonToken.END_OBJECT && in.nextToken() == null);
            return reader.record();
        }
    }

    private void member(String name) {
        switch (name) {
            case "v" -> number();
            case "gen" -> generation = number();
            case "sid" -> sessionId = text();
            case "vid" -> visitorId = text();
            case "created" -> created = Instant.parse(text());
            case "used" -> used = Instant.parse(text());
            case "contexts" -> skipContexts();
            case "pageId" -> pageId = text();
            default -> throw new IllegalArgumentException("an unknown member");
        }
    }

    private SessionRecord record() {
        String vid = Objects.requireNonNull(visitorId);
        Instant began = Objects.requireNonNull(created);
        Instant last = Objects.requireNonNull(used);
        require(pageId == null || pageId.length() <= RecordWriter.LONGEST_PAGE_ID);
        return sessionId == null
                ? new SessionRecord.VisitorOnly(vid, began, last, generation)
                : new SessionRecord.Paired(new MonitorSession(vid, sessionId), began, last, generation, pageId);
    }

    /** Version 1 kept the contexts of a session; since version 2 a context knows its session itself. */
    private void skipContexts() {
        expect(JsonToken.START_ARRAY);
        in.skipChildren();
    }

    private String text() {
        expect(JsonToken.VALUE_STRING);
        return in.getString();
    }

    private long number() {
        expect(JsonToken.VALUE_NUMBER_INT);
        return in.getLongValue();
    }

    private void expect(JsonToken token) {
        require(in.nextToken() == token);
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException("not as it was written");
        }
    }
}
