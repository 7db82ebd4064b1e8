package io.monitorapi.engine;

/** The effect of a response on the visitor's session. */
enum SessionOutcome {
    KEPT,
    CREATED,
    /** Created although the visitor had a session. */
    RENEWED;

    boolean isCreated() {
        return this != KEPT;
    }

    boolean isRenewed() {
        return this == RENEWED;
    }
}
