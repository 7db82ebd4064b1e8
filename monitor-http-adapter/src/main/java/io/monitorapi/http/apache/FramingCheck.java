package io.monitorapi.http.apache;

import java.util.regex.Pattern;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.ProtocolException;

/** Refuses an answer that leaves open where it ends: that is how answers are smuggled into a connection. */
final class FramingCheck {

    private static final int MOST_INTERIM = 8;
    private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");
    private static final Pattern NOTHING = Pattern.compile("0+");

    private int interim;

    /** Each of them is good HTTP; only their number tells. Of a 100 the library tells nobody. */
    void interim() throws ProtocolException {
        if (++interim > MOST_INTERIM) {
            throw new ProtocolException("too many interim answers");
        }
    }

    /** The library itself takes the chunks where there is a length beside them, and overlooks the length of a 204. */
    static void check(HttpResponse head) throws ProtocolException {
        Header[] lengths = head.getHeaders(HttpHeaders.CONTENT_LENGTH);
        if (lengths.length == 0) {
            return;
        }
        String length = lengths[0].getValue();
        Pattern form = head.getCode() == HttpStatus.SC_NO_CONTENT ? NOTHING : LENGTH;
        boolean clear = lengths.length == 1
                && !head.containsHeader(HttpHeaders.TRANSFER_ENCODING)
                && length != null
                && form.matcher(length).matches();
        if (!clear) {
            throw new ProtocolException("unclear length");
        }
    }
}
