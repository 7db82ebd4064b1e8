package io.monitorapi.error;

/**
 * What the caller can do about a failure.
 *
 * <p>Source: Monitoring API, Overview, "Error handling"; Conversations for Messaging, Overview, "Error categories".
 */
public enum ErrorCategory {
    /** The session was closed or never created: open one with {@code getEngagement}, then do what
     * {@link Reason#advice()} says; the same call again does not help for every reason. */
    SESSION,

    /** The request was not processed: the same request may be sent again, later. */
    REQUEST,

    /** The request is logically wrong: sending it again cannot help, a developer has to correct it. */
    APPLICATION
}
