package io.monitorapi.engagement;

import java.util.OptionalLong;

/** Distinguishes ids that are numbers from ids that are text. */
final class NumericOrTextId {

    private static final int MAX_DIGITS = 18;

    private NumericOrTextId() {}

    static Object numberOrText(String id) {
        OptionalLong number = number(id);
        return number.isPresent() && Long.toString(number.getAsLong()).equals(id) ? (Object) number.getAsLong() : id;
    }

    static OptionalLong number(String id) {
        boolean digits =
                !id.isEmpty() && id.length() <= MAX_DIGITS && id.chars().allMatch(NumericOrTextId::isDigit);
        return digits ? OptionalLong.of(Long.parseLong(id)) : OptionalLong.empty();
    }

    private static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }
}
