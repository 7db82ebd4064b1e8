package io.monitorapi.spring.store;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Repeats a change that another node's change prevented. */
public final class CompareAndSetLoop {

    private static final int MAX_ATTEMPTS = 10;

    private CompareAndSetLoop() {}

    /**
     * Attempts a change until it has a result, at most ten times.
     *
     * @param <T> the type of the result
     * @param change returns null if another node changed the record between its reading and its writing
     * @return the result
     * @throws StoreUnavailableException if no attempt had a result, or if the thread is interrupted between two attempts
     */
    public static <T> T untilDone(Supplier<@Nullable T> change) {
        for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
            T result = change.get();
            if (result != null) {
                return result;
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new StoreUnavailableException("The command was given up between two attempts", null);
            }
        }
        // A replica, whose reads are older than the last write, would keep the thread forever.
        throw new StoreUnavailableException(
                "The record changed between reading and writing " + MAX_ATTEMPTS
                        + " times: the session store needs reads that see the last write, not those of a replica",
                null);
    }
}
