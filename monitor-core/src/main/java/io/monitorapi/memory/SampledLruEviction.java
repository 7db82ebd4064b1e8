package io.monitorapi.memory;

import io.monitorapi.session.Visitor;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes room when the store is full: a hand goes round the visitors, looks at a few, and takes the one that was used
 * longest ago. Near enough to the least recently used one, and nothing is kept in order for it on every call.
 */
final class SampledLruEviction<V> {

    private static final int LOOKED_AT = 16;

    private final ConcurrentHashMap<Visitor, V> slots;
    private final int mostVisitors;
    private final Function<V, Instant> lastUsed;
    private final ReentrantLock turn = new ReentrantLock();
    private Iterator<Map.Entry<Visitor, V>> hand;

    SampledLruEviction(ConcurrentHashMap<Visitor, V> slots, int mostVisitors, Function<V, Instant> lastUsed) {
        this.slots = slots;
        this.mostVisitors = mostVisitors;
        this.lastUsed = lastUsed;
        this.hand = slots.entrySet().iterator();
    }

    /** Takes visitors away until the bound holds; never the newcomer. */
    void makeRoom(Visitor newcomer) {
        if (slots.mappingCount() <= mostVisitors || !turn.tryLock()) {
            return;
        }
        try {
            while (slots.mappingCount() > mostVisitors && evictOne(newcomer)) {
                // the loop's condition does the work
            }
        } finally {
            turn.unlock();
        }
    }

    private boolean evictOne(Visitor newcomer) {
        Map.Entry<Visitor, V> oldest = null;
        for (int i = 0; i < LOOKED_AT; i++) {
            Map.Entry<Visitor, V> candidate = next();
            if (candidate != null && !candidate.getKey().equals(newcomer) && isOlder(candidate, oldest)) {
                oldest = candidate;
            }
        }
        return oldest != null && (slots.remove(oldest.getKey(), oldest.getValue()) || !slots.isEmpty());
    }

    private Map.@Nullable Entry<Visitor, V> next() {
        if (!hand.hasNext()) {
            hand = slots.entrySet().iterator();
        }
        return hand.hasNext() ? hand.next() : null;
    }

    private boolean isOlder(Map.Entry<Visitor, V> entry, Map.@Nullable Entry<Visitor, V> other) {
        return other == null || lastUsed.apply(entry.getValue()).isBefore(lastUsed.apply(other.getValue()));
    }
}
