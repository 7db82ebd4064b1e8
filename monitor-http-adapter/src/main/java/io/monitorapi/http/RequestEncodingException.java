package io.monitorapi.http;

/** Says that a request cannot be sent; its message holds nothing of the request. */
final class RequestEncodingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RequestEncodingException(String message) {
        super(message, null, false, false);
    }
}
