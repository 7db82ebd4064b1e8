package io.monitorapi.engine;

import io.monitorapi.Sessions;
import io.monitorapi.error.MonitorException;
import io.monitorapi.port.GatewayResult.Accepted;
import io.monitorapi.port.MonitorListener;
import io.monitorapi.port.MonitorListener.SessionCreated;
import io.monitorapi.port.MonitorListener.StoreFailed;
import io.monitorapi.port.SessionStore;
import io.monitorapi.session.MonitorSession;
import io.monitorapi.session.SessionLifetime;
import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.SessionRecord.Paired;
import io.monitorapi.session.Visitor;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads and writes the records of visitors by the {@link SessionRules}; a store out of reach never fails a call. */
final class SessionRegistry implements Sessions {

    private final SessionStore store;
    private final SessionLifetime lifetime;
    private final InstantSource clock;
    private final SessionChurnDetector churn;
    private final MonitorListener listener;

    SessionRegistry(
            SessionStore store,
            SessionLifetime lifetime,
            InstantSource clock,
            SessionChurnDetector churn,
            MonitorListener listener) {
        this.store = store;
        this.lifetime = lifetime;
        this.clock = clock;
        this.churn = churn;
        this.listener = listener;
    }

    /** {@return the record to send with the next request, without a session that has ended by its age} */
    @Nullable
    SessionRecord read(Visitor visitor) {
        try {
            SessionRecord record = store.find(visitor).orElse(null);
            if (!(record instanceof Paired paired) || !lifetime.isOver(paired, clock.instant())) {
                return record;
            }
            SessionRecord visitorOnly = SessionRules.withoutSession(paired);
            boolean replaced = store.replace(visitor, paired.generation(), visitorOnly);
            return replaced ? visitorOnly : store.find(visitor).orElse(null);
        } catch (RuntimeException unreachable) {
            listener.storeFailed(new StoreFailed("find", unreachable));
            return null;
        }
    }

    /** Stores the pair of a response. */
    SessionChange accept(Visitor visitor, @Nullable SessionRecord sent, Accepted response) {
        boolean created = SessionRules.isCreated(sent, response);
        boolean renewed = created && sent instanceof Paired;
        boolean stored = store(visitor, sent, response);
        if (created) {
            listener.sessionCreated(new SessionCreated(renewed));
        }
        if (renewed) {
            churn.sessionRenewed(visitor);
        } else if (!created) {
            churn.sessionKept(visitor);
        }
        if (created && !stored) {
            listener.sessionOrphaned();
        }
        return !created ? SessionChange.KEPT : renewed ? SessionChange.RENEWED : SessionChange.CREATED;
    }

    /** Applies a refusal: ids that the service does not know are not sent again. */
    void refuse(Visitor visitor, @Nullable SessionRecord sent, MonitorException failure) {
        Instant now = clock.instant();
        try {
            SessionRecord current = sent;
            while (true) {
                SessionRecord next = SessionRules.afterRefusal(current, sent, failure, now);
                if (Objects.equals(next, current) || store.replace(visitor, SessionRules.generation(current), next)) {
                    return;
                }
                current = store.find(visitor).orElse(null);
            }
        } catch (RuntimeException unreachable) {
            listener.storeFailed(new StoreFailed("replace", unreachable));
        }
    }

    /** {@return whether the pair of the response is the stored one now} */
    private boolean store(Visitor visitor, @Nullable SessionRecord sent, Accepted response) {
        Instant now = clock.instant();
        try {
            SessionRecord current = sent;
            while (true) {
                SessionRecord next = SessionRules.afterAcceptance(current, sent, response, now);
                if (next == null || store.replace(visitor, SessionRules.generation(current), next)) {
                    return next != null;
                }
                current = store.find(visitor).orElse(null);
            }
        } catch (RuntimeException unreachable) {
            listener.storeFailed(new StoreFailed("replace", unreachable));
            return true;
        }
    }

    @Override
    public Optional<MonitorSession> current(Visitor visitor) {
        Objects.requireNonNull(visitor, "visitor");
        return read(visitor) instanceof Paired paired ? Optional.of(paired.session()) : Optional.empty();
    }

    @Override
    public void adopt(Visitor visitor, MonitorSession session) {
        Objects.requireNonNull(visitor, "visitor");
        Objects.requireNonNull(session, "session");
        boolean adopted = false;
        while (!adopted) {
            Instant now = clock.instant();
            SessionRecord current = store.find(visitor).orElse(null);
            long next = SessionRules.nextGeneration(current, now);
            Paired record = new Paired(session, now, now, next, null);
            adopted = store.replace(visitor, SessionRules.generation(current), record);
        }
    }

    @Override
    public void forget(Visitor visitor) {
        store.forget(Objects.requireNonNull(visitor, "visitor"));
    }
}
