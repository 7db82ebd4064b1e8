package io.monitorapi.benchmarks.load;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;

/**
 * The address of the server and how to trust it.
 *
 * @param port where it listens
 * @param keys the file with its certificate
 * @param tls that certificate, trusted
 */
record Endpoint(int port, Path keys, Tls tls) {

    static Endpoint of(int port, Path keys) throws IOException, GeneralSecurityException {
        return new Endpoint(port, keys, Tls.from(keys));
    }

    /** {@return the endpoint that another process has written as {@link #arguments}} */
    static Endpoint of(String port, String keys) throws IOException, GeneralSecurityException {
        return of(Integer.parseInt(port), Path.of(keys));
    }

    List<String> arguments() {
        return List.of(Integer.toString(port), keys.toString());
    }

    URI uri() {
        return URI.create("https://localhost:" + port);
    }

    SSLContext trust() {
        return tls.context();
    }

    X509TrustManager trustManager() {
        return tls.trust();
    }
}
