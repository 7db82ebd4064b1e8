package io.monitorapi.customadapter;

import java.io.IOException;
import java.net.ProtocolException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import okhttp3.Connection;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.Response;

/** Refuses what nobody can tell the end of, and gives its connection up; OkHttp would make a guess and keep it. */
final class StrictAnswers implements Interceptor {

    @Override
    public Response intercept(Chain chain) throws IOException {
        Connection connection = Objects.requireNonNull(chain.connection(), "connection of a network interceptor");
        try {
            Response response = chain.proceed(chain.request());
            if (response.code() < 200 || isOfUnclearLength(response.headers())) {
                throw new ProtocolException("the answer is no HTTP");
            }
            return response;
        } catch (ProtocolException noHttp) {
            // OkHttp leaves the connection open to a server that says it switches protocols.
            connection.socket().close();
            throw noHttp;
        }
    }

    /** Several lengths, or one beside chunks, are how answers are smuggled into a connection. */
    private static boolean isOfUnclearLength(Headers headers) {
        List<String> lengths = headers.values("Content-Length");
        return !lengths.isEmpty()
                && (Set.copyOf(lengths).size() > 1
                        || headers.get("Transfer-Encoding") != null
                        || !lengths.get(0).matches("\\d{1,18}"));
    }
}
