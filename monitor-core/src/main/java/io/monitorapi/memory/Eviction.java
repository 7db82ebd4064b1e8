package io.monitorapi.memory;

import io.monitorapi.memory.InMemorySessionStore.Slot;
import io.monitorapi.session.Visitor;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Makes room when the store is full: a hand goes round the visitors, looks at a few, and takes the one that was used
 * longest ago. Near enough to the least recently used one, and nothing is kept in order for it on every call.
 */
final class Eviction {

    private static final int LOOKED_AT = 16;

    private final ConcurrentHashMap<Visitor, Slot> slots;
    private final int mostVisitors;
    private final ReentrantLock turn = new ReentrantLock();
    private Iterator<Map.Entry<Visitor, Slot>> hand;

    Eviction(ConcurrentHashMap<Visitor, Slot> slots, int mostVisitors) {
        this.slots = slots;
        this.mostVisitors = mostVisitors;
        this.hand = slots.entrySet().iterator();
    }

    /** Takes visitors away until the bound holds; never the newcomer. */
    void makeRoom(Visitor newcomer, Instant now) {
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
        Map.Entry<Visitor, Slot> oldest = null;
        for (int i = 0; i < LOOKED_AT; i++) {
            Map.Entry<Visitor, Slot> candidate = next();
            if (candidate != null && !candidate.getKey().equals(newcomer) && isOlder(candidate, oldest)) {
                oldest = candidate;
            }
        }
        return oldest != null && (slots.remove(oldest.getKey(), oldest.getValue()) || !slots.isEmpty());
    }

    private Map.@Nullable Entry<Visitor, Slot> next() {
        if (!hand.hasNext()) {
            hand = slots.entrySet().iterator();
        }
        return hand.hasNext() ? hand.next() : null;
    }

    private static boolean isOlder(Map.Entry<Visitor, Slot> entry, Map.@Nullable Entry<Visitor, Slot> other) {
        return other == null
                || entry.getValue().lastUsed().isBefore(other.getValue().lastUsed());
    }
}
