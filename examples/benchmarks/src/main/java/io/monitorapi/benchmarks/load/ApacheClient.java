package io.monitorapi.benchmarks.load;

import io.monitorapi.benchmarks.load.Work.EngagementResponse;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http2.HttpVersionPolicy;

/** Apache HttpClient 5 and Jackson, written by hand: the classic client for blocking calls, the async client for calls in flight. */
final class ApacheClient implements LoadClient {

    private static final int CONNECTIONS = 256;

    private final URI uri;
    private final CloseableHttpClient client;
    private final CloseableHttpAsyncClient async;

    ApacheClient(Endpoint server) {
        this.uri = server.uri().resolve(Work.PATH + Work.IDS);
        DefaultClientTlsStrategy tls = new DefaultClientTlsStrategy(server.trust());
        this.client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setTlsSocketStrategy(tls)
                        .setMaxConnTotal(CONNECTIONS)
                        .setMaxConnPerRoute(CONNECTIONS)
                        .build())
                .build();
        this.async = HttpAsyncClients.custom()
                .setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create()
                        .setTlsStrategy(tls)
                        .setMaxConnTotal(CONNECTIONS)
                        .setMaxConnPerRoute(CONNECTIONS)
                        .setDefaultTlsConfig(TlsConfig.custom()
                                .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1)
                                .build())
                        .build())
                .build();
        async.start();
    }

    @Override
    public void call(int caller) throws Exception {
        HttpPost request = new HttpPost(uri);
        request.setEntity(new ByteArrayEntity(Work.JSON.writeValueAsBytes(Work.BODY), ContentType.APPLICATION_JSON));
        check(client.execute(request, response -> EntityUtils.toByteArray(response.getEntity())));
    }

    @Override
    public CompletableFuture<?> callAsync(int caller) {
        SimpleHttpRequest request = SimpleRequestBuilder.post(uri)
                .setBody(Work.JSON.writeValueAsBytes(Work.BODY), ContentType.APPLICATION_JSON)
                .build();
        CompletableFuture<SimpleHttpResponse> result = new CompletableFuture<>();
        async.execute(request, new FutureAdapter(result));
        return result.thenAccept(response -> check(response.getBodyBytes()));
    }

    private static void check(byte[] body) {
        Work.check(Work.JSON.readValue(body, EngagementResponse.class).sessionId());
    }

    @Override
    public void close() throws IOException {
        client.close();
        async.close();
    }

    private record FutureAdapter(CompletableFuture<SimpleHttpResponse> future)
            implements FutureCallback<SimpleHttpResponse> {

        @Override
        public void completed(SimpleHttpResponse response) {
            future.complete(response);
        }

        @Override
        public void failed(Exception failure) {
            future.completeExceptionally(failure);
        }

        @Override
        public void cancelled() {
            future.cancel(false);
        }
    }
}
