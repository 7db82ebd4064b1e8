package io.monitorapi.internal;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Checks arguments; each refusal is an exception whose message begins with the field's name. */
public final class Arguments {

    private static final int LONGEST_ID = 256;

    private Arguments() {}

    /** {@return the duration, unless it is zero or negative} */
    public static Duration requirePositive(String field, Duration duration) {
        Objects.requireNonNull(duration, field);
        if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException(field + " must be positive, but is " + duration);
        }
        return duration;
    }

    /** {@return the duration, unless it is negative} */
    public static Duration requireNotNegative(String field, Duration duration) {
        Objects.requireNonNull(duration, field);
        if (duration.isNegative()) {
            throw new IllegalArgumentException(field + " must not be negative, but is " + duration);
        }
        return duration;
    }

    /** {@return the number, unless it is below the least one} */
    public static int requireAtLeast(String field, int least, int number) {
        return (int) requireAtLeast(field, (long) least, (long) number);
    }

    /** {@return the number, unless it is below the least one} */
    public static long requireAtLeast(String field, long least, long number) {
        if (number < least) {
            throw new IllegalArgumentException(field + " must be at least " + least + ", but is " + number);
        }
        return number;
    }

    /** {@return the text, unless it is null or blank; the message does not repeat it, as it may be personal} */
    public static String requireText(String field, @Nullable String text) {
        Objects.requireNonNull(text, field);
        if (text.isBlank()) {
            throw new IllegalArgumentException(field + " must not be blank");
        }
        return text;
    }

    /** Checks the text unless it is null; it must not be blank. */
    public static void requireTextIfPresent(String field, @Nullable String text) {
        if (text != null) {
            requireText(field, text);
        }
    }

    /** {@return the id of the service, unless it is not 1 to 256 visible ASCII characters} */
    public static String requireId(String field, String id) {
        Objects.requireNonNull(id, field);
        if (!isId(id)) {
            throw new IllegalArgumentException(field + " must be 1 to 256 visible ASCII characters");
        }
        return id;
    }

    /** {@return whether the text is 1 to 256 visible ASCII characters, as every id of the service} */
    public static boolean isId(String text) {
        return !text.isEmpty() && text.length() <= LONGEST_ID && isVisibleAscii(text);
    }

    /** A loop, because every id of every call is checked and a stream is ten times slower. */
    private static boolean isVisibleAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c >= 0x7f) {
                return false;
            }
        }
        return true;
    }
}
