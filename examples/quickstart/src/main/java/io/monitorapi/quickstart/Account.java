package io.monitorapi.quickstart;

import io.monitorapi.MonitorService;
import io.monitorapi.http.HttpMonitor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * The account that the environment variables name.
 *
 * @param accountId the brand's account
 * @param appInstallationId the app installation of a conversation source
 * @param baseUri the base URI of the service, or null to look it up with the Domain API
 * @param trust a PEM file with the certificate to trust, or null for the trust store of the JDK
 */
record Account(
        String accountId,
        String appInstallationId,
        @Nullable URI baseUri,
        @Nullable Path trust) {

    static Account from(Map<String, String> environment) {
        String baseUri = environment.get("MONITOR_BASE_URI");
        String trust = environment.get("MONITOR_TRUST_CERTIFICATE");
        return new Account(
                environment.getOrDefault("MONITOR_ACCOUNT_ID", ""),
                environment.getOrDefault("MONITOR_APP_INSTALLATION_ID", ""),
                baseUri == null ? null : URI.create(baseUri),
                trust == null ? null : Path.of(trust));
    }

    MonitorService service() {
        HttpMonitor.Builder builder = HttpMonitor.builder().accountId(accountId).appInstallationId(appInstallationId);
        if (baseUri != null) {
            builder.baseUri(baseUri);
        }
        if (trust != null) {
            builder.sslContext(trusting(trust));
        }
        return builder.build();
    }

    private static SSLContext trusting(Path pem) {
        try (InputStream in = Files.newInputStream(pem)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("trusted-" + store.size(), certificate);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException failure) {
            throw new UncheckedIOException("MONITOR_TRUST_CERTIFICATE cannot be read: " + pem, failure);
        } catch (GeneralSecurityException failure) {
            throw new IllegalArgumentException("MONITOR_TRUST_CERTIFICATE is not a PEM certificate: " + pem, failure);
        }
    }
}
