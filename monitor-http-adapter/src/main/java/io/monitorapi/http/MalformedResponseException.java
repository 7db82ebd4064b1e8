package io.monitorapi.http;

/** Thrown for a document that cannot be read; its message contains nothing of the document. */
final class MalformedResponseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MalformedResponseException(String message) {
        super(message, null, false, false);
    }
}
