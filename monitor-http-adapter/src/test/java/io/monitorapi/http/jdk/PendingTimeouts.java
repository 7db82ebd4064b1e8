package io.monitorapi.http.jdk;

/** Shows to tests in other packages how many deadlines a transport still watches. */
public final class PendingTimeouts {

    private PendingTimeouts() {}

    public static int of(JdkHttpTransport transport) {
        return transport.pending();
    }
}
