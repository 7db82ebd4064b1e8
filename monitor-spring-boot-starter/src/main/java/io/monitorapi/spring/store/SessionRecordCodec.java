package io.monitorapi.spring.store;

import io.monitorapi.session.SessionRecord;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes records as they are at rest, and reads them: a JSON object of {@code v}, {@code gen}, {@code sid}, {@code vid},
 * {@code created}, {@code used} and {@code pageId}, no more.
 *
 * <p>Every release begins its values with <code>&#123;"v":</code> and its number, byte for byte, so that earlier ones know
 * to leave them alone. In releases 1 and 2 {@code gen} follows, and {@code sid} at once when there is a session: that much can be
 * told where the value is, without a JSON parser.
 */
public final class SessionRecordCodec {

    /**
     * The most bytes of a value. In release 1 it has five contexts of four ids of at most 515 bytes, vid, sid and page id:
     * 12 KiB; now at most 3 KiB.
     */
    public static final int LONGEST = 16 * 1024;

    private static final int RELEASE = 2;
    private static final int OLDEST_READABLE = 1;
    private static final Pattern BEGINNING = Pattern.compile("^\\{\"v\":([1-9][0-9]{0,2}),");
    private static final int LONGEST_BEGINNING = 16;

    private SessionRecordCodec() {}

    /**
     * Writes a record.
     *
     * @param record the record
     * @return its value, ASCII only, at most {@link #LONGEST} bytes
     */
    public static byte[] write(SessionRecord record) {
        return RecordWriter.write(RELEASE, record);
    }

    /**
     * Reads a value.
     *
     * @param value whatever is stored
     * @return what it turns out to be; never an exception
     */
    public static DecodedRecord read(byte[] value) {
        int release = release(value);
        if (release > RELEASE) {
            return new DecodedRecord.Newer();
        }
        if (release < OLDEST_READABLE || value.length > LONGEST) {
            return new DecodedRecord.Unreadable();
        }
        try {
            return new DecodedRecord.Current(RecordReader.read(value));
        } catch (RuntimeException broken) {
            // It quotes the value: neither told nor kept.
            return new DecodedRecord.Unreadable();
        }
    }

    private static int release(byte[] value) {
        int length = Math.min(value.length, LONGEST_BEGINNING);
        Matcher beginning = BEGINNING.matcher(new String(value, 0, length, StandardCharsets.ISO_8859_1));
        return beginning.find() ? Integer.parseInt(beginning.group(1)) : 0;
    }
}
