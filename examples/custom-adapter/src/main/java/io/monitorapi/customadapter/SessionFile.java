package io.monitorapi.customadapter;

import io.monitorapi.session.MonitorSession;
import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.SessionRecord.Paired;
import io.monitorapi.session.SessionRecord.VisitorOnly;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The content of the file of one visitor. It begins with the version of the format and ends with a last line, so that a
 * truncated file is detected.
 *
 * @param record the visitor's record, or null if there is none or it cannot be read
 * @param later whether a later release wrote it; then only a new session may replace it
 */
record SessionFile(@Nullable SessionRecord record, boolean later) {

    static final SessionFile EMPTY = new SessionFile(null, false);

    private static final String FIRST_LINE = "v=1\n";
    private static final String LAST_LINE = "end\n";
    private static final Pattern LATER = Pattern.compile("v=(?!1\\n)[1-9][0-9]{0,8}\\n.*", Pattern.DOTALL);

    static String text(SessionRecord record) throws IOException {
        Properties lines = new Properties();
        write(lines, record);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        lines.store(text, null);
        return FIRST_LINE + text.toString(StandardCharsets.ISO_8859_1) + LAST_LINE;
    }

    static SessionFile parse(String text) throws IOException {
        if (!text.startsWith(FIRST_LINE) || !text.endsWith(LAST_LINE)) {
            return new SessionFile(null, LATER.matcher(text).matches());
        }
        Properties lines = new Properties();
        try {
            lines.load(new StringReader(text));
            return new SessionFile(read(lines), false);
        } catch (RuntimeException broken) {
            return EMPTY;
        }
    }

    private static void write(Properties lines, SessionRecord record) {
        set(lines, "vid", record.visitorId());
        set(lines, "created", record.created());
        set(lines, "used", record.lastUsed());
        set(lines, "generation", record.generation());
        if (record instanceof Paired paired) {
            set(lines, "sid", paired.session().sessionId());
            set(lines, "pageId", paired.pageId());
        }
    }

    private static SessionRecord read(Properties lines) {
        String vid = required(lines, "vid");
        String sid = lines.getProperty("sid");
        Instant created = Instant.parse(required(lines, "created"));
        Instant used = Instant.parse(required(lines, "used"));
        long generation = Long.parseLong(required(lines, "generation"));
        if (sid == null) {
            return new VisitorOnly(vid, created, used, generation);
        }
        MonitorSession session = new MonitorSession(vid, sid);
        return new Paired(session, created, used, generation, lines.getProperty("pageId"));
    }

    private static String required(Properties lines, String name) {
        return Objects.requireNonNull(lines.getProperty(name), name);
    }

    private static void set(Properties lines, String name, @Nullable Object value) {
        if (value != null) {
            lines.setProperty(name, value.toString());
        }
    }
}
