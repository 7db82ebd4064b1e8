package io.monitorapi.error;

/** Says that the request was not processed, or that nobody knows: {@link #isRetryable()} tells whether to call again. */
public final class RequestException extends MonitorException {

    private static final long serialVersionUID = 1;

    RequestException(Builder failure) {
        super(failure);
    }
}
