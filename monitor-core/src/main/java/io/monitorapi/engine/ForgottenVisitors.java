package io.monitorapi.engine;

import io.monitorapi.session.Visitor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Remembers on this node which visitors were forgotten, so that calls that started before store nothing; the 10,000 forgotten
 * last. Thread-safe.
 */
final class ForgottenVisitors {

    private static final int MOST_VISITORS = 10_000;

    private final AtomicLong epoch = new AtomicLong();
    private final Map<Visitor, Long> forgottenIn = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Visitor, Long> eldest) {
            return size() > MOST_VISITORS;
        }
    };

    /** {@return the current epoch; every visitor that is forgotten starts a new one} */
    long epoch() {
        return epoch.get();
    }

    void add(Visitor visitor) {
        synchronized (forgottenIn) {
            forgottenIn.remove(visitor);
            forgottenIn.put(visitor, epoch.incrementAndGet());
        }
    }

    boolean isForgottenSince(long since, Visitor visitor) {
        if (epoch.get() == since) {
            return false;
        }
        synchronized (forgottenIn) {
            return forgottenIn.getOrDefault(visitor, 0L) > since;
        }
    }
}
