package io.monitorapi.memory;

import io.monitorapi.session.EngagementContext;
import io.monitorapi.session.MonitorSession;
import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.SessionRecord.Paired;
import io.monitorapi.session.SessionRecord.VisitorOnly;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record in less than half of the memory: all its texts as one, and its times as numbers. Immutable.
 *
 * <p>The text is the visitor id, the session id and four ids for each context, which hold no space and end with one; and
 * behind a line's end the page id, if there is one, which may be any text. Of a visitor without a session it is the id.
 */
final class PackedRecord {

    private static final char SPACE = ' ';
    private static final char LINE_END = '\n';

    private final String texts;
    private final boolean paired;
    private final long generation;
    private final long createdSecond;
    private final long usedSecond;
    private final int createdNano;
    private final int usedNano;

    PackedRecord(SessionRecord record) {
        this.texts = record instanceof Paired pair ? texts(pair) : record.visitorId();
        this.paired = record instanceof Paired;
        this.generation = record.generation();
        Instant created = record.created();
        this.createdSecond = created.getEpochSecond();
        this.createdNano = created.getNano();
        Instant used = record.lastUsed();
        this.usedSecond = used.getEpochSecond();
        this.usedNano = used.getNano();
    }

    long generation() {
        return generation;
    }

    Instant lastUsed() {
        return Instant.ofEpochSecond(usedSecond, usedNano);
    }

    long lastUsedMillis() {
        return usedSecond * 1_000 + usedNano / 1_000_000;
    }

    SessionRecord unpack() {
        Instant created = Instant.ofEpochSecond(createdSecond, createdNano);
        return paired
                ? new Texts(texts).pair(created, lastUsed(), generation)
                : new VisitorOnly(texts, created, lastUsed(), generation);
    }

    private static String texts(Paired pair) {
        StringBuilder texts = new StringBuilder(128);
        append(texts, pair.session().visitorId(), pair.session().sessionId());
        for (EngagementContext context : pair.contexts()) {
            append(texts, context.campaignId(), context.engagementId(), context.revision(), context.contextId());
        }
        if (pair.pageId() != null) {
            texts.append(LINE_END).append(pair.pageId());
        }
        return texts.toString();
    }

    private static void append(StringBuilder texts, String... ids) {
        for (String id : ids) {
            texts.append(id).append(SPACE);
        }
    }

    /** Reads one text after the other. */
    private static final class Texts {

        private final String texts;
        private int next;

        Texts(String texts) {
            this.texts = texts;
        }

        Paired pair(Instant created, Instant lastUsed, long generation) {
            MonitorSession session = new MonitorSession(id(), id());
            return new Paired(session, created, lastUsed, generation, contexts(), pageId());
        }

        private List<EngagementContext> contexts() {
            if (!hasId()) {
                return List.of();
            }
            List<EngagementContext> contexts = new ArrayList<>(1);
            while (hasId()) {
                contexts.add(new EngagementContext(id(), id(), id(), id()));
            }
            return contexts;
        }

        private boolean hasId() {
            return next < texts.length() && texts.charAt(next) != LINE_END;
        }

        private String id() {
            int space = texts.indexOf(SPACE, next);
            String id = texts.substring(next, space);
            next = space + 1;
            return id;
        }

        private @Nullable String pageId() {
            return next < texts.length() ? texts.substring(next + 1) : null;
        }
    }
}
