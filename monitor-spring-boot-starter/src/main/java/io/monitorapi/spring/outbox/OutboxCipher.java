package io.monitorapi.spring.outbox;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts values with AES-256-GCM and hashes keys with HMAC-SHA-256, with keys derived from the secrets. A value is bound to
 * its row: a copy in another row cannot be decrypted. Thread-safe.
 */
final class OutboxCipher {

    private static final byte FORMAT = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String HMAC = "HmacSHA256";

    private final List<SecretKeySpec> encryptionKeys;
    private final SecretKeySpec hashKey;
    private final SecureRandom random = new SecureRandom();

    /** The first secret encrypts and hashes; all of them decrypt. */
    OutboxCipher(List<String> secrets) {
        this.encryptionKeys =
                secrets.stream().map(each -> derive(each, "encryption", "AES")).toList();
        this.hashKey = derive(secrets.get(0), "hash", HMAC);
    }

    byte[] encrypt(String row, byte[] value) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, encryptionKeys.get(0), nonce, row)
                    .doFinal(value);
            return ByteBuffer.allocate(1 + NONCE_BYTES + encrypted.length)
                    .put(FORMAT)
                    .put(nonce)
                    .put(encrypted)
                    .array();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JVM has AES-GCM", impossible);
        }
    }

    /** Throws {@link UnreadableEntryException} if no secret decrypts the value. */
    byte[] decrypt(String row, byte[] value) {
        if (value.length > 1 + NONCE_BYTES && value[0] == FORMAT) {
            ByteBuffer buffer = ByteBuffer.wrap(value, 1, value.length - 1);
            byte[] nonce = new byte[NONCE_BYTES];
            buffer.get(nonce);
            byte[] encrypted = new byte[buffer.remaining()];
            buffer.get(encrypted);
            for (SecretKeySpec key : encryptionKeys) {
                try {
                    return cipher(Cipher.DECRYPT_MODE, key, nonce, row).doFinal(encrypted);
                } catch (GeneralSecurityException failure) {
                    // Encrypted with another secret.
                }
            }
        }
        throw new UnreadableEntryException();
    }

    byte[] hash(String text) {
        return hash(hashKey, text);
    }

    private static Cipher cipher(int mode, SecretKeySpec key, byte[] nonce, String row)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(row.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static SecretKeySpec derive(String secret, String purpose, String algorithm) {
        byte[] bytes =
                hash(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC), "monitor-api.outbox." + purpose);
        return new SecretKeySpec(bytes, algorithm);
    }

    private static byte[] hash(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JVM has " + HMAC, impossible);
        }
    }
}
