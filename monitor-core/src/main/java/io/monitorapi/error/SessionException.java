package io.monitorapi.error;

/** The session was closed or never created: call {@code getEngagement} to open one. */
public final class SessionException extends MonitorException {

    private static final long serialVersionUID = 1;

    SessionException(Builder failure) {
        super(failure);
    }
}
