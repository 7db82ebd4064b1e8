package io.monitorapi.port;

/** The operations of the service. */
public enum Operation {
    /** Request an engagement. */
    GET_ENGAGEMENT,
    /** Report what the consumer did. */
    REPORT
}
