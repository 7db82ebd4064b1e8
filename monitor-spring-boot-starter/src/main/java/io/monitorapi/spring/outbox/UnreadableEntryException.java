package io.monitorapi.spring.outbox;

/** A row cannot be decrypted with the secrets of this node, or its content is not a report. Without a cause, which may quote it. */
final class UnreadableEntryException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnreadableEntryException() {
        super("a stored report cannot be read: check that monitor-api.outbox.secret is the same on all nodes");
    }
}
