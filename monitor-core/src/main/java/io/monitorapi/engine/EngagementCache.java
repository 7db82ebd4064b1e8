package io.monitorapi.engine;

import io.monitorapi.engagement.Engagement;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.session.MonitorSession;
import io.monitorapi.session.Visitor;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Keeps the last answers for calls that take one of some age, the most recently used 10,000; safe for use by any thread. */
final class EngagementCache {

    private static final int MOST = 10_000;

    private final LongSupplier nanoTime;
    private final Map<Visitor, Kept> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Visitor, Kept> eldest) {
            return size() > MOST;
        }
    };

    EngagementCache(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Finds an answer to the same request in the same session; it opened no session this time. */
    Optional<EngagementResult> find(
            Visitor visitor, EngagementRequest request, MonitorSession session, Duration maxAge) {
        Kept last;
        synchronized (kept) {
            last = kept.get(visitor);
        }
        boolean usable = last != null
                && last.result().session().equals(session)
                && last.request().equals(request)
                && last.isYoungerThan(maxAge, nanoTime.getAsLong());
        return usable ? Optional.of(again(Objects.requireNonNull(last).result())) : Optional.empty();
    }

    void keep(Visitor visitor, EngagementRequest request, EngagementResult result) {
        Kept last = new Kept(request, result, nanoTime.getAsLong());
        synchronized (kept) {
            kept.put(visitor, last);
        }
    }

    private static EngagementResult again(EngagementResult result) {
        return result.sessionCreated()
                ? new EngagementResult(
                        result.engagements(), result.session(), false, false, result.pageId(), result.otherMembers())
                : result;
    }

    private record Kept(EngagementRequest request, EngagementResult result, long since) {

        boolean isYoungerThan(Duration maxAge, long now) {
            Duration age = Duration.ofNanos(now - since);
            return age.compareTo(maxAge) < 0
                    && result.engagements().stream()
                            .map(Engagement::validFor)
                            .filter(Objects::nonNull)
                            .allMatch(validity -> age.compareTo(validity) < 0);
        }
    }
}
