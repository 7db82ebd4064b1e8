package io.monitorapi.port;

/** What was asked of the service. */
public enum Operation {
    /** Asking for an engagement. */
    GET_ENGAGEMENT,
    /** Reporting what the consumer did. */
    REPORT
}
