package io.monitorapi.http.apache;

import io.monitorapi.http.transport.ContentLength;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.ProtocolException;

/** Refuses a response whose end is ambiguous, and one with too many interim responses before it. */
final class FramingCheck {

    private static final int MAX_INTERIM = 8;

    private int interim;

    /** Each interim response is valid by itself. The library does not report those with status 100. */
    void countInterim() throws ProtocolException {
        if (++interim > MAX_INTERIM) {
            throw new ProtocolException("too many interim responses");
        }
    }

    /** The library itself ignores a length beside chunks, and the length of a 204. */
    static void check(HttpResponse response) throws ProtocolException {
        List<String> lengths = Stream.of(response.getHeaders(HttpHeaders.CONTENT_LENGTH))
                .map(Header::getValue)
                .map(String::valueOf)
                .toList();
        long length = ContentLength.of(lengths, response.containsHeader(HttpHeaders.TRANSFER_ENCODING));
        boolean unexpected = response.getCode() == HttpStatus.SC_NO_CONTENT && length > 0;
        if (length == ContentLength.AMBIGUOUS || unexpected) {
            throw new ProtocolException("ambiguous length");
        }
    }
}
