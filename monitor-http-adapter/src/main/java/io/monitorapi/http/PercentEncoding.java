package io.monitorapi.http;

import java.nio.charset.CharacterCodingException;

/** Encodes a text for one path segment or one query value: all characters but the unreserved ones of RFC 3986. */
final class PercentEncoding {

    private static final String HEX = "0123456789ABCDEF";

    private PercentEncoding() {}

    /** Throws {@link IllegalArgumentException} if the text has an unpaired surrogate. */
    static String encode(String text) {
        if (isUnreserved(text)) {
            return text;
        }
        byte[] bytes = utf8(text);
        StringBuilder encoded = new StringBuilder(bytes.length * 3);
        for (byte octet : bytes) {
            append(encoded, octet);
        }
        return encoded.toString();
    }

    private static void append(StringBuilder encoded, byte octet) {
        if (isUnreserved(octet)) {
            encoded.append((char) octet);
        } else {
            encoded.append('%').append(HEX.charAt((octet >> 4) & 0xF)).append(HEX.charAt(octet & 0xF));
        }
    }

    private static boolean isUnreserved(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isUnreserved(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUnreserved(int character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || "-._~".indexOf(character) >= 0;
    }

    private static byte[] utf8(String text) {
        try {
            return Utf8.encode(text);
        } catch (CharacterCodingException malformed) {
            throw new IllegalArgumentException("text is not valid Unicode");
        }
    }
}
