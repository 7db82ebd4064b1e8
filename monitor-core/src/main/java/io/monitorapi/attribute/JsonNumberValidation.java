package io.monitorapi.attribute;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Converts numbers to an immutable form that can be written in JSON without an exponent, in at most 64 digits. */
final class JsonNumberValidation {

    private static final int MAX_DIGITS = 64;

    /** A number with more bits than this has more than 64 digits. */
    private static final int MAX_BITS = 213;

    private JsonNumberValidation() {}

    /**
     * {@return an immutable copy: integers of the JDK as they are, other numbers as {@link BigDecimal}}
     *
     * @throws IllegalArgumentException if the number is not finite or has too many digits; the message names the field
     */
    static Number copyOf(String field, Number number) {
        if (number instanceof Integer || number instanceof Long || number instanceof Short || number instanceof Byte) {
            return number;
        }
        BigDecimal decimal = number instanceof BigInteger integer && integer.bitLength() > MAX_BITS
                ? new BigDecimal(integer)
                : parse(field, number.toString());
        return requireWritable(field, decimal);
    }

    /**
     * {@return the number without an exponent: 100 for 1E+2, 0 for 0E-8}
     *
     * @throws IllegalArgumentException if that needs more than 64 digits; the message names the field
     */
    static BigDecimal requireWritable(String field, BigDecimal number) {
        if (number.signum() == 0) {
            return number.scale() == 0 ? number : BigDecimal.ZERO;
        }
        if (number.unscaledValue().bitLength() > MAX_BITS || plainDigits(number) > MAX_DIGITS) {
            throw new IllegalArgumentException(
                    field + " must have at most " + MAX_DIGITS + " digits when written without an exponent");
        }
        return number.scale() < 0 ? number.setScale(0) : number;
    }

    private static long plainDigits(BigDecimal number) {
        long precision = number.precision();
        long scale = number.scale();
        return scale <= 0 ? precision - scale : Math.max(precision, scale + 1);
    }

    private static BigDecimal parse(String field, String number) {
        try {
            return new BigDecimal(number);
        } catch (NumberFormatException notFinite) {
            throw new IllegalArgumentException(field + " must contain finite numbers only");
        }
    }
}
