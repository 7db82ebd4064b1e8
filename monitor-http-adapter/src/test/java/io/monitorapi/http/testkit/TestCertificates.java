package io.monitorapi.http.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority for tests, and server certificates that it signed. */
public final class TestCertificates {

    private static final char[] NO_PASSWORD = {};
    private static final X500Name AUTHORITY = new X500Name("CN=test authority");

    private final KeyPair authorityKeys = keys();
    private final X509Certificate authority =
            sign(AUTHORITY, authorityKeys, null, Instant.now().plus(Duration.ofDays(1)));

    /** {@return the context of a client that trusts the authority} */
    public SSLContext trust() {
        try {
            KeyStore trusted = emptyStore();
            trusted.setCertificateEntry("authority", authority);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            return context(null, trust);
        } catch (GeneralSecurityException | IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Writes the certificate of the authority into a trust store for another process. */
    public void storeTrust(Path file, String password) {
        try (OutputStream out = Files.newOutputStream(file)) {
            KeyStore trusted = emptyStore();
            trusted.setCertificateEntry("authority", authority);
            trusted.store(out, password.toCharArray());
        } catch (GeneralSecurityException | IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** {@return the context of a server with a valid certificate for localhost} */
    public SSLContext localhost() {
        return server("localhost", Instant.now().plus(Duration.ofDays(1)));
    }

    /** {@return the context of a server whose certificate expired an hour ago} */
    public SSLContext expired() {
        return server("localhost", Instant.now().minus(Duration.ofHours(1)));
    }

    /** {@return the context of a server whose certificate is for another host} */
    public SSLContext wrongHost() {
        return server("elsewhere.example", Instant.now().plus(Duration.ofDays(1)));
    }

    private SSLContext server(String host, Instant expiry) {
        try {
            KeyPair keys = keys();
            X509Certificate leaf = sign(new X500Name("CN=" + host), keys, host, expiry);
            KeyStore own = emptyStore();
            own.setKeyEntry("server", keys.getPrivate(), NO_PASSWORD, new X509Certificate[] {leaf, authority});
            KeyManagerFactory identity = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            identity.init(own, NO_PASSWORD);
            return context(identity, null);
        } catch (GeneralSecurityException | IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private X509Certificate sign(X500Name name, KeyPair subject, String host, Instant expiry) {
        try {
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    AUTHORITY,
                    new BigInteger(64, new SecureRandom()),
                    Date.from(expiry.minus(Duration.ofDays(3))),
                    Date.from(expiry),
                    name,
                    subject.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(host == null));
            if (host != null) {
                GeneralName altName = new GeneralName(GeneralName.dNSName, host);
                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(altName));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(
                            new JcaContentSignerBuilder("SHA256withECDSA").build(authorityKeys.getPrivate())));
        } catch (GeneralSecurityException | IOException | OperatorCreationException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static SSLContext context(KeyManagerFactory identity, TrustManagerFactory trust)
            throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                identity == null ? null : identity.getKeyManagers(),
                trust == null ? null : trust.getTrustManagers(),
                null);
        return context;
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
