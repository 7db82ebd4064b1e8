package io.monitorapi.middleboxes;

import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.error.MonitorException;
import io.monitorapi.http.HttpMonitor;
import io.monitorapi.http.transport.HttpTransport;
import io.monitorapi.port.RetryPolicy;
import io.monitorapi.session.Visitor;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A program that makes calls and prints how they ended; its JVM can have addresses of its own for localhost. */
final class CallsToLocalhost {

    /** For a machine that has other things to do. */
    private static final Duration PATIENCE = Duration.ofSeconds(14);

    private CallsToLocalhost() {}

    /**
     * Makes the calls, each on a connection of its own.
     *
     * @param arguments the transport, account, app installation, port, certificate file, and the number of calls
     * @throws IOException if the certificate cannot be read
     * @throws GeneralSecurityException if the certificate is not one
     */
    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        Map<String, Integer> ends = new TreeMap<>();
        SSLContext trust = trust(Path.of(arguments[4]));
        for (int call = 0; call < Integer.parseInt(arguments[5]); call++) {
            try (HttpTransport transport = TransportKind.valueOf(arguments[0]).make(trust);
                    MonitorService service = HttpMonitor.builder()
                            .accountId(arguments[1])
                            .appInstallationId(arguments[2])
                            .baseUri(URI.create("https://localhost:" + arguments[3]))
                            .transport(transport)
                            .retryPolicy(RetryPolicy.none())
                            .attemptLimit(PATIENCE)
                            .build()) {
                ends.merge(end(service), 1, Integer::sum);
            }
        }
        System.out.println(ends);
    }

    private static String end(MonitorService service) {
        try {
            service.getEngagement(Visitor.of("one-visitor"), EngagementRequest.empty());
            return "succeeded";
        } catch (MonitorException failure) {
            return failure.reason().toString();
        }
    }

    private static SSLContext trust(Path certificate) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(certificate)) {
            trusted.setCertificateEntry(
                    "service", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
