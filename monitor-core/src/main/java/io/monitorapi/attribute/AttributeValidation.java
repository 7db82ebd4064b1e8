package io.monitorapi.attribute;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Refuses values that the service would refuse, which loses everything sent with them; null is an absent field. */
final class AttributeValidation {

    private static final int LONGEST_TEXT = 50_000;
    private static final int MOST_DIGITS = 30;
    private static final int LARGEST_SCALE = 20;
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2}([-_][A-Z]{2})?");

    private AttributeValidation() {}

    static void requireText(String field, @Nullable String text) {
        if (text != null && (text.isBlank() || text.length() > LONGEST_TEXT)) {
            throw new IllegalArgumentException(field + " must not be blank and have at most " + LONGEST_TEXT
                    + " characters; leave it out instead");
        }
    }

    static void requireNumber(String field, @Nullable BigDecimal number) {
        if (number != null && (number.precision() > MOST_DIGITS || Math.abs(number.scale()) > LARGEST_SCALE)) {
            throw new IllegalArgumentException(field + " must have at most " + MOST_DIGITS + " digits, and at most "
                    + LARGEST_SCALE + " of them behind the point");
        }
    }

    static void requireCount(String field, @Nullable Integer count) {
        if (count != null && count < 0) {
            throw new IllegalArgumentException(field + " must not be negative, but is " + count);
        }
    }

    static void requireLanguage(@Nullable String language) {
        if (language != null && !LANGUAGE.matcher(language).matches()) {
            throw new IllegalArgumentException(
                    "language must be like en-US: ISO 639-1, and perhaps ISO 3166-1 behind it");
        }
    }

    static void requireCountry(@Nullable String country) {
        if (country != null
                && !Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2).contains(country)) {
            throw new IllegalArgumentException("country must be two upper-case letters of ISO 3166-1, such as NL");
        }
    }

    static Currency currency(String isoCode) {
        try {
            return Currency.getInstance(isoCode);
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException("currency must be a code of ISO 4217, such as EUR", unknown);
        }
    }
}
