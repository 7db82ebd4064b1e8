package io.monitorapi.benchmarks.load;

import io.monitorapi.benchmarks.load.Work.Body;
import io.monitorapi.benchmarks.load.Work.EngagementResponse;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.RequestBody;
import okhttp3.ResponseBody;
import retrofit2.Call;
import retrofit2.Converter;
import retrofit2.Retrofit;
import retrofit2.http.POST;
import tools.jackson.databind.JavaType;

/** Retrofit and OkHttp, with a converter for Jackson 3. */
final class RetrofitClient implements LoadClient {

    private static final int CONNECTIONS = 256;

    private final OkHttpClient http;
    private final Api api;

    RetrofitClient(Endpoint server) {
        Dispatcher dispatcher = new Dispatcher();
        dispatcher.setMaxRequests(CONNECTIONS);
        dispatcher.setMaxRequestsPerHost(CONNECTIONS);
        this.http = new OkHttpClient.Builder()
                .sslSocketFactory(server.trust().getSocketFactory(), server.trustManager())
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectionPool(new ConnectionPool(CONNECTIONS, 1, TimeUnit.MINUTES))
                .dispatcher(dispatcher)
                .build();
        this.api = new Retrofit.Builder()
                .baseUrl(server.uri().toString())
                .client(http)
                .addConverterFactory(new Jackson3())
                .build()
                .create(Api.class);
    }

    @Override
    public void call(int caller) throws Exception {
        Work.check(Objects.requireNonNull(api.getEngagement(Work.BODY).execute().body())
                .sessionId());
    }

    @Override
    public CompletableFuture<?> callAsync(int caller) {
        return api.getEngagementAsync(Work.BODY).thenAccept(response -> Work.check(response.sessionId()));
    }

    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    interface Api {

        @POST(Work.PATH + Work.IDS)
        Call<EngagementResponse> getEngagement(@retrofit2.http.Body Body body);

        @POST(Work.PATH + Work.IDS)
        CompletableFuture<EngagementResponse> getEngagementAsync(@retrofit2.http.Body Body body);
    }

    private static final class Jackson3 extends Converter.Factory {

        private static final MediaType JSON = MediaType.get("application/json");

        @Override
        public Converter<?, RequestBody> requestBodyConverter(
                Type type, Annotation[] parameter, Annotation[] method, Retrofit retrofit) {
            return value -> RequestBody.create(Work.JSON.writeValueAsBytes(value), JSON);
        }

        @Override
        public Converter<ResponseBody, ?> responseBodyConverter(
                Type type, Annotation[] annotations, Retrofit retrofit) {
            JavaType javaType = Work.JSON.constructType(type);
            return body -> {
                try (body) {
                    return Work.JSON.readValue(body.bytes(), javaType);
                }
            };
        }
    }
}
