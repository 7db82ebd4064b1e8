package io.monitorapi.http;

/** Says that a document is not what it should be; its message holds nothing of the document. */
final class MalformedResponseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MalformedResponseException(String message) {
        super(message, null, false, false);
    }
}
