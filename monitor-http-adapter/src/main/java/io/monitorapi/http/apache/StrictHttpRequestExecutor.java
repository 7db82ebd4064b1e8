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

/** Checks the framing of a response before its connection can return to the pool. */
final class StrictHttpRequestExecutor extends HttpRequestExecutor {

    @Override
    public ClassicHttpResponse execute(
            ClassicHttpRequest request,
            HttpClientConnection connection,
            @Nullable HttpResponseInformationCallback callback,
            HttpContext context)
            throws IOException, HttpException {
        FramingCheck framing = new FramingCheck();
        HttpResponseInformationCallback counting = (interim, open, interimContext) -> {
            framing.countInterim();
            // The library's own callback refuses to switch protocols.
            if (callback != null) {
                callback.execute(interim, open, interimContext);
            }
        };
        ClassicHttpResponse response = super.execute(request, connection, counting, context);
        FramingCheck.check(response);
        return response;
    }
}
