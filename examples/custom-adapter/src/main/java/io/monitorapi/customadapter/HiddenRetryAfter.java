package io.monitorapi.customadapter;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Hides {@code Retry-After} from OkHttp, which repeats a request after a 503 with {@code Retry-After: 0}, whatever its settings
 * are. The exchange adds the header to the result again.
 */
final class HiddenRetryAfter implements Interceptor {

    static final String NAME = "Retry-After";

    @Override
    public Response intercept(Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        OkHttpExchange.of(chain.request()).retryAfter(response.headers(NAME));
        return response.newBuilder().removeHeader(NAME).build();
    }
}
