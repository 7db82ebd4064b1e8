package io.monitorapi.http;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Converts between text and UTF-8 strictly: malformed bytes and unpaired surrogates are refused, never replaced. */
final class Utf8 {

    private Utf8() {}

    /** {@return the text of the bytes, without a byte order mark} */
    static String decode(byte[] bytes) throws CharacterCodingException {
        CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        boolean marked = text.hasRemaining() && text.charAt(0) == '\uFEFF';
        return (marked ? text.position(1) : text).toString();
    }

    /** {@return the bytes of the text} */
    static byte[] encode(String text) throws CharacterCodingException {
        ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
        byte[] exact = new byte[bytes.remaining()];
        bytes.get(exact);
        return exact;
    }

    /** {@return whether every surrogate of the text belongs to a pair} */
    static boolean isEncodable(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }
}
