package io.monitorapi.http.jdk;

import java.io.IOException;

/** Reports why reading a body was aborted. */
final class BodyReadException extends IOException {

    private static final long serialVersionUID = 1;

    private final Kind kind;

    BodyReadException(Kind kind, int maxBody) {
        super(
                switch (kind) {
                    case TOO_LARGE -> "the body exceeds " + maxBody + " bytes";
                    case TOO_LATE -> "the body did not arrive in time";
                    case LENGTH_AMBIGUOUS -> "the length of the body is ambiguous";
                });
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    enum Kind {
        TOO_LARGE,
        TOO_LATE,
        LENGTH_AMBIGUOUS
    }
}
