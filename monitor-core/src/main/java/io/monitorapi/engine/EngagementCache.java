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

/** Keeps the last result of a visitor for calls that accept one of some age: the 10,000 most recently used; thread-safe. */
final class EngagementCache {

    private static final int MOST_VISITORS = 10_000;

    private final LongSupplier nanoTime;
    private final Map<Visitor, CachedResult> entries = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Visitor, CachedResult> eldest) {
            return size() > MOST_VISITORS;
        }
    };

    EngagementCache(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Finds the result of an equal request in the same session; it says that no session was created. */
    Optional<EngagementResult> find(
            Visitor visitor, EngagementRequest request, MonitorSession session, Duration maxAge) {
        CachedResult last;
        synchronized (entries) {
            last = entries.get(visitor);
        }
        boolean usable = last != null
                && session.equals(last.result().session())
                && last.request().equals(request)
                && last.isYoungerThan(maxAge, nanoTime.getAsLong());
        return usable ? Optional.of(withoutCreation(Objects.requireNonNull(last).result())) : Optional.empty();
    }

    void put(Visitor visitor, EngagementRequest request, EngagementResult result) {
        CachedResult last = new CachedResult(request, result, nanoTime.getAsLong());
        synchronized (entries) {
            entries.put(visitor, last);
        }
    }

    private static EngagementResult withoutCreation(EngagementResult result) {
        return result.sessionCreated()
                ? new EngagementResult(
                        result.engagements(),
                        result.session(),
                        false,
                        false,
                        result.pageId(),
                        result.otherMembers(),
                        result.refusedAttributes())
                : result;
    }

    private record CachedResult(EngagementRequest request, EngagementResult result, long storedAt) {

        boolean isYoungerThan(Duration maxAge, long now) {
            Duration age = Duration.ofNanos(now - storedAt);
            return age.compareTo(maxAge) < 0
                    && result.engagements().stream()
                            .map(Engagement::validFor)
                            .filter(Objects::nonNull)
                            .allMatch(validity -> age.compareTo(validity) < 0);
        }
    }
}
