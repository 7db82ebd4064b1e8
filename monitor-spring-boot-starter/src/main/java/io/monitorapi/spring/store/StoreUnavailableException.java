package io.monitorapi.spring.store;

import org.jspecify.annotations.Nullable;

/** Tells that a shared store did not do what it was asked for: out of reach, too slow, or in trouble. */
public final class StoreUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    StoreUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
