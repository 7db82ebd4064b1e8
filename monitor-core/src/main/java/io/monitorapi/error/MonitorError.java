package io.monitorapi.error;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One error message of the service, as far as it could be read.
 *
 * <p>Source: Monitoring API, Methods, "Error response".
 *
 * @param code the service's internal code, or null if it gave none; it is meaningful only together with the HTTP
 *     status
 * @param time when the service says it happened, or null if it does not say
 * @param text the text of the service, or null if it gave none; it may contain ids of a consumer, so never log it
 */
public record MonitorError(
        @Nullable Integer code,
        @Nullable Instant time,
        @Nullable String text) {

    private static final int LONGEST_ID = 256;
    private static final Set<String> NO_VALUE = Set.of("null", "undefined", "none", "nil", "(null)");

    /** An id has 1 to 256 visible ASCII characters; the separators of a message end it. */
    private static final Pattern NAMED_VISITOR = Pattern.compile("\\bvid:\\s*([\\x21-\\x7E&&[^,;\"}]]{1,257})");

    /**
     * Finds the visitor id that the message "account not loaded" names.
     *
     * <p>Source: Monitoring API, Methods, Report: a retry has to carry it, or the service registers another visitor.
     *
     * @return the visitor id, or empty if the text names none
     */
    public Optional<String> visitorId() {
        if (text == null) {
            return Optional.empty();
        }
        Matcher named = NAMED_VISITOR.matcher(text);
        return named.find() && isId(named.group(1)) ? Optional.of(named.group(1)) : Optional.empty();
    }

    /** The words for "no value" of the service's languages are not ids: every visitor would get the same one. */
    private static boolean isId(String id) {
        return id.length() <= LONGEST_ID && !NO_VALUE.contains(id.toLowerCase(Locale.ROOT));
    }

    /** Omits the text, as it may contain ids of a consumer. */
    @Override
    public String toString() {
        return "MonitorError[code=" + code + ", time=" + time + "]";
    }
}
