package io.monitorapi.memory;

import io.monitorapi.session.Visitor;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The records that were written last, which stay as they are: a record is packed when another visitor's takes its place here.
 * So a visitor that is there costs no packing, and a million that have gone cost little memory.
 */
final class Unpacked {

    private static final int PLACES = 1 << 14;

    private final AtomicReferenceArray<@Nullable Slot> places = new AtomicReferenceArray<>(PLACES);

    /** Takes a visitor's new slot in, and lets go of the one that it had until now; null stands for none. */
    void replace(Visitor visitor, @Nullable Slot before, @Nullable Slot after) {
        if (after == null) {
            places.compareAndSet(place(visitor), before, null);
            return;
        }
        Slot displaced = places.getAndSet(place(visitor), after);
        if (displaced != null && displaced != before) {
            displaced.pack();
        }
    }

    private static int place(Visitor visitor) {
        int hash = visitor.hashCode();
        return (hash ^ hash >>> 14) & (PLACES - 1);
    }
}
