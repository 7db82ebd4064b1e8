package io.monitorapi.memory;

import io.monitorapi.session.EngagementContext;
import io.monitorapi.session.MonitorSession;
import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.SessionRecord.Paired;
import io.monitorapi.session.SessionRecord.VisitorOnly;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A record in less than half of the memory: all its texts as one, and its times as numbers. Immutable.
 *
 * <p>The text is the visitor id, the session id, four ids for each context, and after a line's end the page id, which may be
 * any text. The others never hold a space.
 */
final class PackedRecord {

    private static final char SPACE = ' ';
    private static final char LINE_END = '\n';
    private static final int IDS_OF_A_PAIR = 2;
    private static final int IDS_OF_A_CONTEXT = 4;

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

    SessionRecord unpack() {
        Instant created = Instant.ofEpochSecond(createdSecond, createdNano);
        if (!paired) {
            return new VisitorOnly(texts, created, lastUsed(), generation);
        }
        int lineEnd = texts.indexOf(LINE_END);
        List<String> ids = ids(lineEnd < 0 ? texts.length() : lineEnd);
        MonitorSession session = new MonitorSession(ids.get(0), ids.get(1));
        String pageId = lineEnd < 0 ? null : texts.substring(lineEnd + 1);
        return new Paired(session, created, lastUsed(), generation, contexts(ids), pageId);
    }

    private static String texts(Paired pair) {
        StringBuilder texts = new StringBuilder(128)
                .append(pair.session().visitorId())
                .append(SPACE)
                .append(pair.session().sessionId());
        for (EngagementContext context : pair.contexts()) {
            texts.append(SPACE).append(context.campaignId());
            texts.append(SPACE).append(context.engagementId());
            texts.append(SPACE).append(context.revision());
            texts.append(SPACE).append(context.contextId());
        }
        if (pair.pageId() != null) {
            texts.append(LINE_END).append(pair.pageId());
        }
        return texts.toString();
    }

    private List<String> ids(int end) {
        List<String> ids = new ArrayList<>(IDS_OF_A_PAIR + IDS_OF_A_CONTEXT);
        int begin = 0;
        for (int space = nextSpace(0, end); begin <= end; space = nextSpace(begin, end)) {
            ids.add(texts.substring(begin, space));
            begin = space + 1;
        }
        return ids;
    }

    private int nextSpace(int begin, int end) {
        int space = texts.indexOf(SPACE, begin);
        return space < 0 || space > end ? end : space;
    }

    private static List<EngagementContext> contexts(List<String> ids) {
        if (ids.size() == IDS_OF_A_PAIR) {
            return List.of();
        }
        EngagementContext[] contexts = new EngagementContext[(ids.size() - IDS_OF_A_PAIR) / IDS_OF_A_CONTEXT];
        for (int i = 0; i < contexts.length; i++) {
            int first = IDS_OF_A_PAIR + i * IDS_OF_A_CONTEXT;
            contexts[i] =
                    new EngagementContext(ids.get(first), ids.get(first + 1), ids.get(first + 2), ids.get(first + 3));
        }
        return List.of(contexts);
    }
}
