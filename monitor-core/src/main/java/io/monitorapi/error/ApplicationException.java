package io.monitorapi.error;

/** The request is logically wrong: never send it again, a developer has to correct it. */
public final class ApplicationException extends MonitorException {

    private static final long serialVersionUID = 1;

    ApplicationException(Builder failure) {
        super(failure);
    }
}
