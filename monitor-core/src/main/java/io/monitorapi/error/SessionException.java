package io.monitorapi.error;

/** The session was closed or never created; {@link #advice()} says what to do for each reason. */
public final class SessionException extends MonitorException {

    private static final long serialVersionUID = 1;

    SessionException(Builder failure) {
        super(failure);
    }
}
