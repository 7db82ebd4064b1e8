package io.monitorapi.error;

/** Says that the request is logically wrong: never send it again, a developer has to look at it. */
public final class ApplicationException extends MonitorException {

    private static final long serialVersionUID = 1;

    ApplicationException(Builder failure) {
        super(failure);
    }
}
