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
import io.monitorapi.session.SessionRecord.VisitorOnly;
import io.monitorapi.session.Visitor;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads and writes the records of visitors by the {@link SessionRules}; a store out of reach never fails a call. */
final class SessionRegistry implements Sessions {

    /** More conflicts than this mean that the reads of a shared store are stale. */
    private static final int MOST_SHARED_WRITES = 8;

    /** Memory conflicts only while other calls of the visitor make progress. */
    private static final int MOST_LOCAL_WRITES = 10_000;

    private final SessionStore store;
    private final BiConsumer<Visitor, SessionRecord> fallback;
    private final ForgottenVisitors forgotten;
    private final List<Consumer<Visitor>> forgetListeners = new CopyOnWriteArrayList<>();
    private final SessionLifetime lifetime;
    private final InstantSource clock;
    private final SessionChurnDetector churn;
    private final MonitorListener listener;

    /**
     * Creates a registry.
     *
     * @param store the store
     * @param fallback keeps on this node what the store refuses again and again
     * @param forgotten the visitors that were forgotten
     * @param lifetime the age at which sessions end
     * @param clock the time that records are dated with
     * @param churn detects sessions that are not kept
     * @param listener is notified of sessions and failures of the store
     */
    SessionRegistry(
            SessionStore store,
            BiConsumer<Visitor, SessionRecord> fallback,
            ForgottenVisitors forgotten,
            SessionLifetime lifetime,
            InstantSource clock,
            SessionChurnDetector churn,
            MonitorListener listener) {
        this.store = store;
        this.fallback = fallback;
        this.forgotten = forgotten;
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

    boolean isForgottenSince(long epoch, Visitor visitor) {
        return forgotten.isForgottenSince(epoch, visitor);
    }

    /** Stores the pair of a response, unless the visitor was forgotten since the call started. */
    SessionOutcome accept(Call<?> call, @Nullable SessionRecord sent, Accepted response) {
        Visitor visitor = call.visitor();
        boolean created = SessionRules.isCreated(sent, response);
        boolean renewed = created && sent instanceof Paired;
        Instant now = clock.instant();
        boolean stored = update(call, sent, current -> SessionRules.afterAcceptance(current, sent, response, now));
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
        return !created ? SessionOutcome.KEPT : renewed ? SessionOutcome.RENEWED : SessionOutcome.CREATED;
    }

    /** Applies a refusal: ids that the service does not know are not sent again. */
    void refuse(Call<?> call, @Nullable SessionRecord sent, MonitorException failure) {
        Instant now = clock.instant();
        update(call, sent, current -> SessionRules.afterRefusal(current, sent, failure, now));
    }

    /**
     * Applies a rule to the stored record, which is the sent one at first, until it does not change in between.
     *
     * @return false if the rule changes nothing, or the visitor was forgotten
     */
    private boolean update(Call<?> call, @Nullable SessionRecord sent, UnaryOperator<@Nullable SessionRecord> rule) {
        Visitor visitor = call.visitor();
        try {
            SessionRecord current = sent;
            for (int writes = 0; ; writes++) {
                SessionRecord next = rule.apply(current);
                if (Objects.equals(next, current) || isForgottenSince(call.epoch(), visitor)) {
                    return false;
                }
                boolean last = writes == mostWrites() || (writes > 0 && isHurried(call));
                if (last && next != null) {
                    fallback.accept(visitor, next);
                }
                if (last || store.replace(visitor, SessionRules.generation(current), next)) {
                    return !undoIfForgotten(call, next);
                }
                current = store.find(visitor).orElse(null);
            }
        } catch (RuntimeException unreachable) {
            listener.storeFailed(new StoreFailed("replace", unreachable));
            return true;
        }
    }

    private int mostWrites() {
        return store.blocking() ? MOST_SHARED_WRITES : MOST_LOCAL_WRITES;
    }

    private boolean isHurried(Call<?> call) {
        return store.blocking() && (call.isDone() || Thread.currentThread().isInterrupted());
    }

    /** The visitor may have been forgotten between the check and the write. */
    private boolean undoIfForgotten(Call<?> call, @Nullable SessionRecord written) {
        boolean undo = isForgottenSince(call.epoch(), call.visitor());
        if (undo && written != null) {
            store.replace(call.visitor(), written.generation(), null);
        }
        return undo;
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
        for (int writes = 0; !adopted; writes++) {
            Instant now = clock.instant();
            SessionRecord current = store.find(visitor).orElse(null);
            long next = SessionRules.nextGeneration(current, now);
            Paired record = new Paired(session, now, now, next, null);
            adopted = store.replace(visitor, SessionRules.generation(current), record);
            if (!adopted && writes == mostWrites()) {
                fallback.accept(visitor, record);
                adopted = true;
            }
        }
    }

    @Override
    public void forget(Visitor visitor) {
        forgotten.add(Objects.requireNonNull(visitor, "visitor"));
        try {
            if (!store.blocking() || !replaceByForgotten(visitor)) {
                store.forget(visitor);
            }
        } finally {
            forgetListeners.forEach(listener -> CallbackThreadMarker.run(() -> listener.accept(visitor)));
        }
    }

    /** Other nodes see in a shared store that the visitor was forgotten, and not that the store has lost a record. */
    private boolean replaceByForgotten(Visitor visitor) {
        for (int writes = 0; writes < MOST_SHARED_WRITES; writes++) {
            Instant now = clock.instant();
            SessionRecord current = store.find(visitor).orElse(null);
            VisitorOnly next = VisitorOnly.forgotten(now, SessionRules.nextGeneration(current, now));
            if (store.replace(visitor, SessionRules.generation(current), next)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Runnable onForget(Consumer<Visitor> forgetListener) {
        forgetListeners.add(forgetListener);
        return () -> forgetListeners.remove(forgetListener);
    }
}
