package io.monitorapi.http.apache;

import io.monitorapi.error.Sent;
import io.monitorapi.http.transport.TransportFailures;
import io.monitorapi.http.transport.TransportResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;

/** Maps a response of the library to a result. */
final class ResponseMapper {

    private ResponseMapper() {}

    /** A response to a request that was not sent is that of a proxy, which refuses the tunnel. */
    static TransportResult map(HttpResponse response, ExchangeContext context) {
        if (context.sent() == Sent.NO) {
            return TransportFailures.refusedByProxy(response.getCode());
        }
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Header header : response.getHeaders()) {
            headers.computeIfAbsent(header.getName(), name -> new ArrayList<>(1))
                    .add(header.getValue());
        }
        return new TransportResult.Response(response.getCode(), headers, context.body());
    }
}
