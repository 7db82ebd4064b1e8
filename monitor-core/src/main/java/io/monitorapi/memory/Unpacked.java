package io.monitorapi.memory;

import io.monitorapi.session.Visitor;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The records that were written last, which stay as they are: a record is packed when another visitor's takes its place here.
 * So a visitor that is there costs no packing, and a million that have gone cost little memory.
 */
final class Unpacked {

    private static final int PLACE_BITS = 14;

    /** Spreads what differs in a few bits only, as the hashes of similar keys do. */
    private static final int GOLDEN_RATIO = 0x9E3779B9;

    private final AtomicReferenceArray<@Nullable StoreEntry> places = new AtomicReferenceArray<>(1 << PLACE_BITS);

    /** Takes a visitor's new slot in, and lets go of the one that it had until now; null stands for none. */
    void replace(Visitor visitor, @Nullable StoreEntry before, @Nullable StoreEntry after) {
        if (after == null) {
            places.compareAndSet(place(visitor), before, null);
            return;
        }
        StoreEntry displaced = places.getAndSet(place(visitor), after);
        if (displaced != null && displaced != before) {
            displaced.pack();
        }
    }

    private static int place(Visitor visitor) {
        return (visitor.hashCode() * GOLDEN_RATIO) >>> (Integer.SIZE - PLACE_BITS);
    }
}
