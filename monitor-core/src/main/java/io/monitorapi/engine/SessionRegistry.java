package io.monitorapi.engine;

import io.monitorapi.Sessions;
import io.monitorapi.error.MonitorError;
import io.monitorapi.error.MonitorException;
import io.monitorapi.port.GatewayResult.Accepted;
import io.monitorapi.port.MonitorListener;
import io.monitorapi.port.MonitorListener.SessionCreated;
import io.monitorapi.port.MonitorListener.StoreFailed;
import io.monitorapi.port.SessionStore;
import io.monitorapi.session.EngagementContext;
import io.monitorapi.session.MonitorSession;
import io.monitorapi.session.SessionLifetime;
import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.SessionRecord.Paired;
import io.monitorapi.session.Visitor;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads and writes what is kept of visitors, by the {@link SessionRules}; a store out of reach never fails a call. */
final class SessionRegistry implements Sessions {

    private final SessionStore store;
    private final SessionClaims claims;
    private final SessionLifetime lifetime;
    private final InstantSource clock;
    private final SessionChurnDetector churn;
    private final MonitorListener listener;

    SessionRegistry(
            SessionStore store,
            SessionClaims claims,
            SessionLifetime lifetime,
            InstantSource clock,
            SessionChurnDetector churn,
            MonitorListener listener) {
        this.store = store;
        this.claims = claims;
        this.lifetime = lifetime;
        this.clock = clock;
        this.churn = churn;
        this.listener = listener;
    }

    SessionClaims claims() {
        return claims;
    }

    /** Reads what may be sent with the next request: a session that has ended by its age is not. */
    @Nullable
    SessionRecord read(Visitor visitor) {
        try {
            SessionRecord record = store.find(visitor).orElse(null);
            if (!(record instanceof Paired paired) || !lifetime.isOver(paired, clock.instant())) {
                return record;
            }
            SessionRecord kept = SessionRules.withoutSession(paired);
            boolean replaced = store.replace(visitor, paired.generation(), kept);
            return replaced ? kept : store.find(visitor).orElse(null);
        } catch (RuntimeException failure) {
            listener.storeFailed(new StoreFailed("find", failure));
            return null;
        }
    }

    /** Keeps the pair of an answer and tells what the answer did to it. */
    SessionChange accept(Visitor visitor, @Nullable SessionRecord sent, Accepted answer) {
        boolean created = SessionRules.isCreated(sent, answer);
        boolean renewed = created && sent instanceof Paired;
        boolean kept = keep(visitor, sent, answer);
        if (created) {
            listener.sessionCreated(new SessionCreated(renewed));
        }
        if (renewed) {
            churn.sessionRenewed(visitor);
        } else if (!created) {
            churn.sessionKept(visitor);
        }
        if (created && !kept) {
            listener.sessionOrphaned();
        }
        return !created ? SessionChange.KEPT : renewed ? SessionChange.RENEWED : SessionChange.CREATED;
    }

    /** Draws the consequences of a refusal: what the service does not know is not sent again. */
    void refused(Visitor visitor, @Nullable SessionRecord sent, MonitorException failure) {
        switch (failure.reason()) {
            case VISITOR_UNKNOWN -> change(visitor, sent, record -> null);
            case SESSION_UNKNOWN ->
                change(visitor, sent, record -> record == null ? null : SessionRules.withoutSession(record));
            case ACCOUNT_LOADING ->
                failure.errors().stream()
                        .map(MonitorError::visitorId)
                        .flatMap(Optional::stream)
                        .findFirst()
                        .ifPresent(named -> learn(visitor, sent, named));
            default -> {}
        }
    }

    private void learn(Visitor visitor, @Nullable SessionRecord sent, String visitorId) {
        if (!(sent instanceof Paired)) {
            Instant now = clock.instant();
            change(visitor, sent, record -> SessionRules.named(visitorId, record, now));
        }
    }

    private boolean keep(Visitor visitor, @Nullable SessionRecord sent, Accepted answer) {
        Instant now = clock.instant();
        try {
            SessionRecord current = sent;
            while (true) {
                SessionRecord next = SessionRules.afterAnswer(current, sent, answer, now);
                if (next == null || store.replace(visitor, SessionRules.generation(current), next)) {
                    return next != null;
                }
                current = store.find(visitor).orElse(null);
            }
        } catch (RuntimeException failure) {
            listener.storeFailed(new StoreFailed("replace", failure));
            return true;
        }
    }

    /** Changes the record as long as it still has the ids that were sent. */
    private void change(Visitor visitor, @Nullable SessionRecord sent, UnaryOperator<@Nullable SessionRecord> rule) {
        try {
            SessionRecord current = sent;
            boolean done = false;
            while (!done && SessionRules.sameIds(current, sent)) {
                done = store.replace(visitor, SessionRules.generation(current), rule.apply(current));
                current = done ? current : store.find(visitor).orElse(null);
            }
        } catch (RuntimeException failure) {
            listener.storeFailed(new StoreFailed("replace", failure));
        }
    }

    @Override
    public Optional<MonitorSession> current(Visitor visitor) {
        Objects.requireNonNull(visitor, "visitor");
        return read(visitor) instanceof Paired paired ? Optional.of(paired.session()) : Optional.empty();
    }

    @Override
    public void adopt(Visitor visitor, MonitorSession session, EngagementContext... offered) {
        Objects.requireNonNull(visitor, "visitor");
        Objects.requireNonNull(session, "session");
        List<EngagementContext> contexts = List.of(offered);
        boolean adopted = false;
        while (!adopted) {
            Instant now = clock.instant();
            SessionRecord current = store.find(visitor).orElse(null);
            long next = SessionRules.nextGeneration(current, now);
            Paired record = new Paired(session, now, now, next, contexts, null);
            adopted = store.replace(visitor, SessionRules.generation(current), record);
        }
    }

    @Override
    public void forget(Visitor visitor) {
        store.forget(Objects.requireNonNull(visitor, "visitor"));
    }
}
