package io.monitorapi.error;

/** Says whether a failed request can have reached the service. */
public enum Sent {
    /** Nothing left this machine: repeating it cannot do anything twice. */
    NO,

    /** It may have been processed: nobody knows. */
    MAYBE,

    /** The service answered it. */
    YES
}
