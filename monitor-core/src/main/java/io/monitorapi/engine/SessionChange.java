package io.monitorapi.engine;

/** What an answer did to the visitor's session. */
enum SessionChange {
    KEPT,
    CREATED,
    /** Created, although the visitor had one. */
    RENEWED;

    boolean isCreated() {
        return this != KEPT;
    }

    boolean isRenewed() {
        return this == RENEWED;
    }
}
