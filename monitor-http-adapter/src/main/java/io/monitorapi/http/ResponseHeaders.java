package io.monitorapi.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The headers of a response; names are case-insensitive. */
record ResponseHeaders(Map<String, List<String>> byName) {

    private static final Pattern MEDIA_TYPE = Pattern.compile("\\s*([a-z0-9.+-]{1,40}/[a-z0-9.+-]{1,40})\\s*(;.*)?");

    /** {@return all values of a header, empty if it is absent} */
    List<String> all(String name) {
        List<String> values = List.of();
        for (Map.Entry<String, List<String>> header : byName.entrySet()) {
            if (header.getKey().equalsIgnoreCase(name)) {
                values = values.isEmpty() ? header.getValue() : joined(values, header.getValue());
            }
        }
        return values;
    }

    private static List<String> joined(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    /** {@return the first value of a header, empty if it is absent} */
    String first(String name) {
        List<String> values = all(name);
        return values.isEmpty() ? "" : values.get(0);
    }

    /** {@return whether the content is encoded; it is never decoded, as no encoding was requested} */
    boolean isEncoded() {
        List<String> codings = all("Content-Encoding");
        return !codings.isEmpty()
                && codings.stream()
                        .map(String::trim)
                        .anyMatch(coding -> !coding.isEmpty() && !coding.equalsIgnoreCase("identity"));
    }

    /** {@return the media type without parameters; a value of another form is not repeated} */
    String mediaType() {
        Matcher type = MEDIA_TYPE.matcher(first("Content-Type").toLowerCase(Locale.ROOT));
        return type.matches() ? type.group(1) : "no media type";
    }
}
