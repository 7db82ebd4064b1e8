package io.monitorapi.memory;

import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Evicts entries when a map is full: of the next 16 entries of an iterator that goes round the map, the least recently used.
 *
 * <p>This approximates least-recently-used eviction without keeping an order on every call.
 */
final class SampledLruEviction<K, V> {

    private static final int SAMPLE_SIZE = 16;

    private final ConcurrentHashMap<K, V> entries;
    private final int maxEntries;
    private final Function<V, Instant> lastUsed;
    private final ReentrantLock lock = new ReentrantLock();
    private Iterator<Map.Entry<K, V>> iterator;

    SampledLruEviction(ConcurrentHashMap<K, V> entries, int maxEntries, Function<V, Instant> lastUsed) {
        this.entries = entries;
        this.maxEntries = maxEntries;
        this.lastUsed = lastUsed;
        this.iterator = entries.entrySet().iterator();
    }

    /** Evicts entries until the map is no larger than its maximum; never that of the given key. */
    void makeRoom(K newcomer) {
        if (entries.mappingCount() <= maxEntries || !lock.tryLock()) {
            return;
        }
        try {
            while (entries.mappingCount() > maxEntries && evictOne(newcomer)) {
                // the condition evicts
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean evictOne(K newcomer) {
        Map.Entry<K, V> oldest = null;
        for (int i = 0; i < SAMPLE_SIZE; i++) {
            Map.Entry<K, V> candidate = next();
            if (candidate != null && !candidate.getKey().equals(newcomer) && isOlder(candidate, oldest)) {
                oldest = candidate;
            }
        }
        return oldest != null && (entries.remove(oldest.getKey(), oldest.getValue()) || !entries.isEmpty());
    }

    private Map.@Nullable Entry<K, V> next() {
        if (!iterator.hasNext()) {
            iterator = entries.entrySet().iterator();
        }
        return iterator.hasNext() ? iterator.next() : null;
    }

    private boolean isOlder(Map.Entry<K, V> entry, Map.@Nullable Entry<K, V> other) {
        return other == null || lastUsed.apply(entry.getValue()).isBefore(lastUsed.apply(other.getValue()));
    }
}
