package io.monitorapi.customadapter;

import io.monitorapi.http.transport.ContentLength;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.Objects;
import okhttp3.Connection;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.Response;

/** Refuses a response whose end is ambiguous and closes its connection; OkHttp would guess and reuse the connection. */
final class StrictResponses implements Interceptor {

    @Override
    public Response intercept(Chain chain) throws IOException {
        Connection connection = Objects.requireNonNull(chain.connection(), "connection of a network interceptor");
        try {
            Response response = chain.proceed(chain.request());
            if (response.code() < 200 || length(response.headers()) == ContentLength.AMBIGUOUS) {
                throw new ProtocolException("the response is not valid HTTP");
            }
            return response;
        } catch (ProtocolException invalid) {
            // OkHttp keeps the connection open when a server announces that it switches protocols.
            connection.socket().close();
            throw invalid;
        }
    }

    private static long length(Headers headers) {
        return ContentLength.of(headers.values("Content-Length"), headers.get("Transfer-Encoding") != null);
    }
}
