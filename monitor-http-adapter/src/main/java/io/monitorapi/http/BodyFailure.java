package io.monitorapi.http;

import java.io.IOException;

/** Says why a body was given up. */
final class BodyFailure extends IOException {

    private static final long serialVersionUID = 1;

    private final Kind kind;

    BodyFailure(Kind kind, int maxBody) {
        super(kind == Kind.TOO_LARGE ? "the body exceeded " + maxBody + " bytes" : "the body did not end in time");
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    enum Kind {
        TOO_LARGE,
        TOO_LATE
    }
}
