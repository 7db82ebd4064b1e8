package io.monitorapi.http.transport;

import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/** Reads the length that the headers of a response declare for its body. */
public final class ContentLength {

    /** No length is declared. */
    public static final long UNDECLARED = -1;

    /** The declaration is ambiguous: a proxy may see another end of the body, which is how responses are smuggled. */
    public static final long AMBIGUOUS = -2;

    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private ContentLength() {}

    /**
     * Reads the declared length.
     *
     * @param values all values of the header Content-Length
     * @param hasTransferEncoding whether there is a header Transfer-Encoding, too
     * @return the length in bytes, {@link #UNDECLARED} or {@link #AMBIGUOUS}
     */
    public static long of(List<String> values, boolean hasTransferEncoding) {
        if (values.isEmpty()) {
            return UNDECLARED;
        }
        String length = values.get(0);
        boolean clear = !hasTransferEncoding
                && Collections.frequency(values, length) == values.size()
                && NUMBER.matcher(length).matches();
        return clear ? Long.parseLong(length) : AMBIGUOUS;
    }
}
