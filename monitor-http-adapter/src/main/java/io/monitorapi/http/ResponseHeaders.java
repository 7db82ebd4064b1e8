package io.monitorapi.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The headers of an answer, found without regard to the case of their names. */
record ResponseHeaders(Map<String, List<String>> byName) {

    private static final Pattern MEDIA_TYPE = Pattern.compile("\\s*([a-z0-9.+-]{1,40}/[a-z0-9.+-]{1,40})\\s*(;.*)?");

    List<String> all(String name) {
        List<String> values = List.of();
        for (Map.Entry<String, List<String>> header : byName.entrySet()) {
            if (header.getKey().equalsIgnoreCase(name)) {
                values = values.isEmpty() ? header.getValue() : joined(values, header.getValue());
            }
        }
        return values;
    }

    private static List<String> joined(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    String first(String name) {
        List<String> values = all(name);
        return values.isEmpty() ? "" : values.get(0);
    }

    /** Nothing is decoded, as nothing but the plain content was asked for. */
    boolean isEncoded() {
        List<String> codings = all("Content-Encoding");
        return !codings.isEmpty()
                && codings.stream()
                        .map(String::trim)
                        .anyMatch(coding -> !coding.isEmpty() && !coding.equalsIgnoreCase("identity"));
    }

    /** The media type without parameters, of a form that can be shown. */
    String mediaType() {
        Matcher type = MEDIA_TYPE.matcher(first("Content-Type").toLowerCase(Locale.ROOT));
        return type.matches() ? type.group(1) : "no media type";
    }
}
