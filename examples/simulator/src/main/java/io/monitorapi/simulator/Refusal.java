package io.monitorapi.simulator;

import org.jspecify.annotations.Nullable;

/** Refuses a request with an error of the service. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    final int status;
    final int code;

    Refusal(int status, int code, @Nullable String text) {
        super(text, null, false, false);
        this.status = status;
        this.code = code;
    }
}
