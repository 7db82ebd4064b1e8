package io.monitorapi.http.jdk;

import java.io.IOException;

/** Says why a body was given up. */
final class BodyReadException extends IOException {

    private static final long serialVersionUID = 1;

    private final Kind kind;

    BodyReadException(Kind kind, int maxBody) {
        super(
                switch (kind) {
                    case TOO_LARGE -> "the body exceeded " + maxBody + " bytes";
                    case TOO_LATE -> "the body did not end in time";
                    case LENGTH_UNCLEAR -> "the length of the body is unclear";
                });
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    enum Kind {
        TOO_LARGE,
        TOO_LATE,
        LENGTH_UNCLEAR
    }
}
