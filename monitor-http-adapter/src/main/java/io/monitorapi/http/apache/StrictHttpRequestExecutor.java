package io.monitorapi.http.apache;

import java.io.IOException;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** Looks at an answer's framing while its connection can be closed still: later, it may be in the pool again. */
final class StrictHttpRequestExecutor extends HttpRequestExecutor {

    @Override
    public ClassicHttpResponse execute(
            ClassicHttpRequest request,
            HttpClientConnection connection,
            @Nullable HttpResponseInformationCallback informed,
            HttpContext exchange)
            throws IOException, HttpException {
        FramingCheck framing = new FramingCheck();
        HttpResponseInformationCallback counting = (interim, carrier, context) -> {
            framing.interim();
            // The library's own callback refuses to switch protocols.
            if (informed != null) {
                informed.execute(interim, carrier, context);
            }
        };
        ClassicHttpResponse response = super.execute(request, connection, counting, exchange);
        FramingCheck.check(response);
        return response;
    }
}
