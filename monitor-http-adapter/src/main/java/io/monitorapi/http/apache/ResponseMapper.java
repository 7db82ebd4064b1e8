package io.monitorapi.http.apache;

import io.monitorapi.error.Sent;
import io.monitorapi.http.transport.TransportResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;

/** Makes an answer of what the library has read. */
final class ResponseMapper {

    private ResponseMapper() {}

    /** An answer to what was not sent yet is that of a proxy, which refuses the way. */
    static TransportResult of(HttpResponse head, byte[] body, ExchangeContext exchange) {
        if (exchange.sent() == Sent.NO) {
            return ApacheFailures.refusedByProxy(head.getCode());
        }
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Header header : head.getHeaders()) {
            headers.computeIfAbsent(header.getName(), name -> new ArrayList<>(1))
                    .add(header.getValue());
        }
        return new TransportResult.Response(head.getCode(), headers, body);
    }
}
