package io.monitorapi.engine;

import io.monitorapi.engagement.Engagement;
import io.monitorapi.port.GatewayResult.Accepted;
import io.monitorapi.session.EngagementContext;
import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.SessionRecord.Paired;
import io.monitorapi.session.SessionRecord.VisitorOnly;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How an answer changes what is kept of a visitor. Pure functions.
 *
 * <p>{@code sent} is the record whose ids went with the request, {@code current} the one that is stored now.
 */
final class SessionRules {

    private SessionRules() {}

    /** A session was opened: the service says so, or answers with another pair than it was sent. */
    static boolean isCreated(@Nullable SessionRecord sent, Accepted answer) {
        return answer.created()
                || !(sent instanceof Paired paired && paired.session().equals(answer.session()));
    }

    /** The pair of every answer replaces the stored one; null when another call has stored a newer one meanwhile. */
    static @Nullable Paired afterAnswer(
            @Nullable SessionRecord current, @Nullable SessionRecord sent, Accepted answer, Instant now) {
        boolean created = isCreated(sent, answer);
        if (current instanceof Paired stored && !created && stored.session().equals(answer.session())) {
            return paired(stored, answer, stored.created(), contexts(stored.contexts(), answer), now);
        }
        if (current instanceof Paired && !sameIds(current, sent)) {
            return null;
        }
        Instant began = sent instanceof Paired kept && !created ? kept.created() : now;
        return paired(current, answer, began, contexts(List.of(), answer), now);
    }

    /** The session has ended, the visitor stays. */
    static VisitorOnly withoutSession(SessionRecord record) {
        return new VisitorOnly(record.visitorId(), record.created(), record.lastUsed(), record.generation() + 1);
    }

    /** The service has named a visitor without opening a session. */
    static VisitorOnly named(String visitorId, @Nullable SessionRecord current, Instant now) {
        return new VisitorOnly(visitorId, now, now, nextGeneration(current, now));
    }

    static boolean sameIds(@Nullable SessionRecord one, @Nullable SessionRecord other) {
        if (one instanceof Paired first && other instanceof Paired second) {
            return first.session().equals(second.session());
        }
        if (one instanceof VisitorOnly first && other instanceof VisitorOnly second) {
            return first.visitorId().equals(second.visitorId());
        }
        return one == null && other == null;
    }

    static long generation(@Nullable SessionRecord record) {
        return record == null ? 0 : record.generation();
    }

    /** Generations of a visitor that was forgotten and came back must not repeat: they begin with the time. */
    static long nextGeneration(@Nullable SessionRecord current, Instant now) {
        return current == null ? Math.max(1, now.toEpochMilli()) : current.generation() + 1;
    }

    private static Paired paired(
            @Nullable SessionRecord current,
            Accepted answer,
            Instant began,
            List<EngagementContext> contexts,
            Instant now) {
        String pageId = answer.pageId() == null && current instanceof Paired stored ? stored.pageId() : answer.pageId();
        return new Paired(answer.session(), began, now, nextGeneration(current, now), contexts, pageId);
    }

    /** A loop first, as every answer passes here and most bring nothing new. */
    private static List<EngagementContext> contexts(List<EngagementContext> earlier, Accepted answer) {
        List<EngagementContext> offered = new ArrayList<>(answer.engagements().size());
        for (Engagement engagement : answer.engagements()) {
            engagement.context().ifPresent(offered::add);
        }
        if (earlier.containsAll(offered)) {
            return earlier;
        }
        return Stream.concat(offered.stream(), earlier.stream())
                .distinct()
                .limit(SessionRecord.MOST_CONTEXTS)
                .toList();
    }
}
