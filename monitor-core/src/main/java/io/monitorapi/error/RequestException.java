package io.monitorapi.error;

/** The request was not processed, or that is unknown: {@link #isRetryable()} says whether to call again. */
public final class RequestException extends MonitorException {

    private static final long serialVersionUID = 1;

    RequestException(Builder failure) {
        super(failure);
    }
}
