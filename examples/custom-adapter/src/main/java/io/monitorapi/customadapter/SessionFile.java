package io.monitorapi.customadapter;

import io.monitorapi.session.EngagementContext;
import io.monitorapi.session.MonitorSession;
import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.SessionRecord.Paired;
import io.monitorapi.session.SessionRecord.VisitorOnly;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the file of one visitor.
 *
 * @param record the visitor's record, or null
 * @param claim who is opening a session, or null
 * @param claimEnds until when, or null
 */
record SessionFile(
        @Nullable SessionRecord record,
        @Nullable String claim,
        @Nullable Instant claimEnds) {

    static final SessionFile EMPTY = new SessionFile(null, null, null);

    boolean isClaimed(Instant now) {
        return claim != null && claimEnds != null && claimEnds.isAfter(now);
    }

    SessionFile with(@Nullable SessionRecord next) {
        return new SessionFile(next, claim, claimEnds);
    }

    String text() throws IOException {
        Properties lines = new Properties();
        set(lines, "claim", claim);
        set(lines, "claimEnds", claimEnds);
        if (record != null) {
            write(lines, record);
        }
        StringWriter text = new StringWriter();
        lines.store(text, null);
        return text.toString();
    }

    /** A file that cannot be read counts as none. */
    static SessionFile parse(String text) throws IOException {
        Properties lines = new Properties();
        try {
            lines.load(new StringReader(text));
            String ends = lines.getProperty("claimEnds");
            return new SessionFile(
                    lines.containsKey("vid") ? read(lines) : null,
                    lines.getProperty("claim"),
                    ends == null ? null : Instant.parse(ends));
        } catch (RuntimeException corrupt) {
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
            for (int i = 0; i < paired.contexts().size(); i++) {
                EngagementContext context = paired.contexts().get(i);
                set(lines, "context." + i + ".campaign", context.campaignId());
                set(lines, "context." + i + ".engagement", context.engagementId());
                set(lines, "context." + i + ".revision", context.revision());
                set(lines, "context." + i + ".id", context.contextId());
            }
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
        List<EngagementContext> contexts = new ArrayList<>();
        for (int i = 0; lines.containsKey("context." + i + ".id"); i++) {
            contexts.add(new EngagementContext(
                    required(lines, "context." + i + ".campaign"),
                    required(lines, "context." + i + ".engagement"),
                    required(lines, "context." + i + ".revision"),
                    required(lines, "context." + i + ".id")));
        }
        MonitorSession session = new MonitorSession(vid, sid);
        return new Paired(session, created, used, generation, contexts, lines.getProperty("pageId"));
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
