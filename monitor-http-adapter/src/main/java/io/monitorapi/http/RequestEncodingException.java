package io.monitorapi.http;

/** Thrown for a request that cannot be written; its message contains nothing of the request. */
final class RequestEncodingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RequestEncodingException(String message) {
        super(message, null, false, false);
    }
}
