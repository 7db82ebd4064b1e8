package io.monitorapi.engine;

import io.monitorapi.engagement.Impression;
import io.monitorapi.error.MonitorException;
import io.monitorapi.port.GatewayResult.Accepted;
import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.SessionRecord.Paired;
import io.monitorapi.session.SessionRecord.VisitorOnly;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a response changes the record of a visitor. Pure functions.
 *
 * <p>{@code sent} is the record whose ids the request carried, {@code current} the record that is stored now.
 */
final class SessionRules {

    private SessionRules() {}

    /** {@return whether a session was created: the service says so, or responds with another pair than it was sent} */
    static boolean isCreated(@Nullable SessionRecord sent, Accepted response) {
        return response.created()
                || !(sent instanceof Paired paired && paired.session().equals(response.session()));
    }

    /**
     * The pair of every response replaces the stored one, unless another call has stored a newer one in the meantime.
     *
     * @return the record to store; {@code current} itself if nothing changes
     */
    static @Nullable SessionRecord afterAcceptance(
            @Nullable SessionRecord current, @Nullable SessionRecord sent, Accepted response, Instant now) {
        if (isForgottenSince(sent, current)) {
            return current;
        }
        boolean created = isCreated(sent, response);
        if (current instanceof Paired stored && !created && stored.session().equals(response.session())) {
            return paired(stored, response, stored.created(), now);
        }
        if (current instanceof Paired && !sameIds(current, sent)) {
            return current;
        }
        Instant began = sent instanceof Paired kept && !created ? kept.created() : now;
        return paired(current, response, began, now);
    }

    /**
     * What a refusal does to the record: 404/37 deletes it, 404/39 drops the session id and keeps the visitor id, and 500/20 keeps
     * the visitor id that the service names.
     *
     * @return the record to store, null to delete it; {@code current} itself if nothing changes
     */
    static @Nullable SessionRecord afterRefusal(
            @Nullable SessionRecord current, @Nullable SessionRecord sent, MonitorException failure, Instant now) {
        if (!sameIds(current, sent) || isForgottenSince(sent, current)) {
            return current;
        }
        return switch (failure.reason()) {
            case VISITOR_UNKNOWN -> isForgotten(current) ? current : null;
            case SESSION_UNKNOWN -> current == null || isForgotten(current) ? current : withoutSession(current);
            case ACCOUNT_LOADING -> current instanceof Paired ? current : named(failure, current, now);
            default -> current;
        };
    }

    private static @Nullable SessionRecord named(
            MonitorException failure, @Nullable SessionRecord current, Instant now) {
        return failure.errors().stream()
                .flatMap(error -> error.visitorId().stream())
                .findFirst()
                .<SessionRecord>map(visitorId -> new VisitorOnly(visitorId, now, now, nextGeneration(current, now)))
                .orElse(current);
    }

    /** The session has ended; the visitor id stays. */
    static VisitorOnly withoutSession(SessionRecord record) {
        return new VisitorOnly(record.visitorId(), record.created(), record.lastUsed(), record.generation() + 1);
    }

    /** {@return whether the impressions may be sent: an impression counts only in the session that its engagement was offered in} */
    static boolean areImpressionsOfSession(List<Impression> impressions, @Nullable SessionRecord record) {
        return impressions.stream()
                .map(Impression::context)
                .allMatch(context -> record instanceof Paired paired
                        && context.sessionFingerprint().matches(paired.session()));
    }

    /** {@return the record whose ids are sent, null if there are none: those of a forgotten visitor are not kept} */
    static @Nullable SessionRecord withIds(@Nullable SessionRecord record) {
        return isForgotten(record) ? null : record;
    }

    static boolean isForgotten(@Nullable SessionRecord record) {
        return record instanceof VisitorOnly visitor && visitor.isForgotten();
    }

    /** {@return whether the visitor was forgotten, by whatever node, after the sent record was read} */
    private static boolean isForgottenSince(@Nullable SessionRecord sent, @Nullable SessionRecord current) {
        return isForgotten(current) && !(isForgotten(sent) && generation(sent) == generation(current));
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

    /** Generations of a visitor that was forgotten and returns must not repeat, so they start with the time. */
    static long nextGeneration(@Nullable SessionRecord current, Instant now) {
        return current == null ? Math.max(1, now.toEpochMilli()) : current.generation() + 1;
    }

    private static Paired paired(@Nullable SessionRecord current, Accepted response, Instant began, Instant now) {
        String pageId = response.pageId();
        if (pageId == null
                && current instanceof Paired stored
                && stored.session().equals(response.session())) {
            pageId = stored.pageId();
        }
        return new Paired(response.session(), began, now, nextGeneration(current, now), pageId);
    }
}
