package io.monitorapi.http;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Encodes a text for one path segment or one query value: all but the unreserved characters of RFC 3986. */
final class PercentEncoding {

    private static final String HEX = "0123456789ABCDEF";

    private PercentEncoding() {}

    /** Throws {@link IllegalArgumentException} when the text is not valid Unicode. */
    static String encode(String text) {
        if (isUnreserved(text)) {
            return text;
        }
        ByteBuffer bytes = utf8(text);
        StringBuilder encoded = new StringBuilder(bytes.remaining() * 3);
        while (bytes.hasRemaining()) {
            append(encoded, bytes.get());
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

    private static ByteBuffer utf8(String text) {
        try {
            return StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
        } catch (CharacterCodingException broken) {
            throw new IllegalArgumentException("text is not valid Unicode");
        }
    }
}
