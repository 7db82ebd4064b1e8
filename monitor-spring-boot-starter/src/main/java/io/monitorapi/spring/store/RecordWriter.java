package io.monitorapi.spring.store;

import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.SessionRecord.Paired;
import java.io.ByteArrayOutputStream;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/** The members of a value and their order; {@link RecordReader} reads them. */
final class RecordWriter {

    static final int LONGEST_PAGE_ID = 256;

    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private RecordWriter() {}

    static byte[] write(int release, SessionRecord record) {
        ByteArrayOutputStream value = new ByteArrayOutputStream(512);
        try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), value, JsonEncoding.UTF8)) {
            out.writeStartObject();
            out.writeNumberProperty("v", release);
            out.writeNumberProperty("gen", record.generation());
            if (record instanceof Paired paired) {
                out.writeStringProperty("sid", paired.session().sessionId());
            }
            out.writeStringProperty("vid", record.visitorId());
            out.writeStringProperty("created", record.created().toString());
            out.writeStringProperty("used", record.lastUsed().toString());
            if (record instanceof Paired paired) {
                pageId(out, paired);
            }
            out.writeEndObject();
        }
        return value.toByteArray();
    }

    /** A gateway of the application's own may name a page at any length; a session must not be lost for it. */
    private static void pageId(JsonGenerator out, Paired paired) {
        if (paired.pageId() != null && paired.pageId().length() <= LONGEST_PAGE_ID) {
            out.writeStringProperty("pageId", paired.pageId());
        }
    }
}
