package io.monitorapi.error;

/** Whether a failed request can have reached the service. */
public enum Sent {
    /** Nothing was sent: a retry cannot process anything twice. */
    NO,

    /** The service may have processed it. */
    MAYBE,

    /** The service responded to it. */
    YES
}
