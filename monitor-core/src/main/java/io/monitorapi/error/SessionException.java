package io.monitorapi.error;

/** Says that the session was closed or never created: call {@code getEngagement} to open one. */
public final class SessionException extends MonitorException {

    private static final long serialVersionUID = 1;

    SessionException(Builder failure) {
        super(failure);
    }
}
