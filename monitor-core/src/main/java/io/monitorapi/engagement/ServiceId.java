package io.monitorapi.engagement;

import java.util.OptionalLong;

/** Tells ids of the service that are numbers from those that are text; it writes the same id either way. */
final class ServiceId {

    private static final int MOST_DIGITS = 18;

    private ServiceId() {}

    static Object numberOrText(String id) {
        OptionalLong number = number(id);
        return number.isPresent() && Long.toString(number.getAsLong()).equals(id) ? (Object) number.getAsLong() : id;
    }

    static OptionalLong number(String id) {
        boolean digits =
                !id.isEmpty() && id.length() <= MOST_DIGITS && id.chars().allMatch(ServiceId::isDigit);
        return digits ? OptionalLong.of(Long.parseLong(id)) : OptionalLong.empty();
    }

    private static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }
}
