package io.monitorapi.spring.autoconfigure;

/** Thrown when a library of the application has a generation that this starter does not support. */
final class IncompatibleLibraryException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    private final String library;
    private final String needed;

    IncompatibleLibraryException(String library, String found, String needed) {
        super(library + " " + found + " was found, but " + needed + " is needed");
        this.library = library;
        this.needed = needed;
    }

    String library() {
        return library;
    }

    String needed() {
        return needed;
    }
}
