package io.monitorapi.spring.store;

import io.monitorapi.session.Visitor;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Derives the keys of visitors in a shared store: account id, app installation id and a keyed hash (HMAC-SHA-256) of the
 * visitor key.
 *
 * <p>All nodes need the same secret; with another secret, existing records are not found. Immutable.
 */
public final class VisitorKeys {

    private static final String ALGORITHM = "HmacSHA256";

    private final String client;
    private final SecretKeySpec secret;

    /**
     * Creates the keys of one client's visitors.
     *
     * @param keySecret the secret of the hash, not empty
     * @param accountId the client's account, may be empty
     * @param appInstallationId the client's app installation, may be empty
     */
    public VisitorKeys(String keySecret, String accountId, String appInstallationId) {
        this.secret = new SecretKeySpec(keySecret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
        this.client = encode(accountId) + ":" + encode(appInstallationId) + ":";
    }

    /**
     * Returns the key of a visitor.
     *
     * @param visitor the visitor
     * @return its key in the store: letters, digits and {@code . - * _ % + :}
     */
    public String keyOf(Visitor visitor) {
        byte[] hash = hash(visitor.key().getBytes(StandardCharsets.UTF_8));
        return client + Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    }

    private byte[] hash(byte[] key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return mac.doFinal(key);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JVM has " + ALGORITHM, impossible);
        }
    }

    /** Ids may contain the separator and characters that are special to a store. */
    private static String encode(String id) {
        return URLEncoder.encode(Objects.requireNonNull(id), StandardCharsets.UTF_8);
    }
}
