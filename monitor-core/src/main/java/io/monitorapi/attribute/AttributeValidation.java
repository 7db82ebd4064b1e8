package io.monitorapi.attribute;

import io.monitorapi.internal.Arguments;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Rejects values that the service would reject, because the service then ignores the whole request. Null is an absent field.
 */
final class AttributeValidation {

    private static final int MAX_TEXT_LENGTH = 50_000;
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2}([-_][A-Z]{2})?");

    private AttributeValidation() {}

    static void requireText(String field, @Nullable String text) {
        Arguments.requireTextIfPresent(field, text);
        if (text != null && text.length() > MAX_TEXT_LENGTH) {
            throw new IllegalArgumentException(field + " must have at most " + MAX_TEXT_LENGTH + " characters");
        }
    }

    static void requireNumber(String field, @Nullable BigDecimal number) {
        if (number != null) {
            JsonNumberValidation.requireWritable(field, number);
        }
    }

    static void requireCount(String field, @Nullable Integer count) {
        if (count != null) {
            Arguments.requireAtLeast(field, 0, count);
        }
    }

    static void requireLanguage(@Nullable String language) {
        if (language != null && !LANGUAGE.matcher(language).matches()) {
            throw new IllegalArgumentException(
                    "language must be an ISO 639-1 code, optionally with an ISO 3166-1 country, such as en-US");
        }
    }

    static void requireCountry(@Nullable String country) {
        if (country != null
                && !Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2).contains(country)) {
            throw new IllegalArgumentException("country must be an ISO 3166-1 code in upper case, such as NL");
        }
    }

    static Currency currency(String isoCode) {
        try {
            return Currency.getInstance(isoCode);
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException("currency must be an ISO 4217 code, such as EUR", unknown);
        }
    }
}
