package io.monitorapi.benchmarks.load;

import feign.Feign;
import feign.Headers;
import feign.RequestLine;
import feign.Util;
import feign.hc5.ApacheHttp5Client;
import io.monitorapi.benchmarks.load.Work.Body;
import io.monitorapi.benchmarks.load.Work.EngagementResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;

/** OpenFeign on Apache HttpClient 5, with Jackson 3. */
final class FeignClient implements LoadClient {

    private static final int CONNECTIONS = 256;

    private final CloseableHttpClient http;
    private final Api api;

    FeignClient(Endpoint server) {
        this.http = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setTlsSocketStrategy(new DefaultClientTlsStrategy(server.trust()))
                        .setMaxConnTotal(CONNECTIONS)
                        .setMaxConnPerRoute(CONNECTIONS)
                        .build())
                .build();
        this.api = Feign.builder()
                .client(new ApacheHttp5Client(http))
                .encoder((body, type, request) ->
                        request.body(Work.JSON.writeValueAsBytes(body), StandardCharsets.UTF_8))
                .decoder((response, type) -> Work.JSON.readValue(
                        Util.toByteArray(response.body().asInputStream()), Work.JSON.constructType(type)))
                .target(Api.class, server.uri().toString());
    }

    @Override
    public void call(int caller) {
        Work.check(api.getEngagement(Work.BODY).sessionId());
    }

    @Override
    public void close() throws IOException {
        http.close();
    }

    interface Api {

        @RequestLine("POST " + Work.PATH + Work.IDS)
        @Headers({"Content-Type: application/json", "Accept: application/json"})
        EngagementResponse getEngagement(Body body);
    }
}
