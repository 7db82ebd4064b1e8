package io.monitorapi.spring.store;

import org.jspecify.annotations.Nullable;

/** Thrown when a shared store does not execute a command: it is unreachable, too slow or fails. */
public final class StoreUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    StoreUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
