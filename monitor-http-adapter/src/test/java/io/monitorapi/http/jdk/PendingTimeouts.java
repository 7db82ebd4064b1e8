package io.monitorapi.http.jdk;

/** Gives tests of other packages access to the number of pending timeouts of a transport. */
public final class PendingTimeouts {

    private PendingTimeouts() {}

    public static int of(JdkHttpTransport transport) {
        return transport.pending();
    }
}
