package io.monitorapi.http.apache;

import io.monitorapi.http.HttpAnswer;
import io.monitorapi.http.HttpCall;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;

/** Makes exchanges on the thread that asks for them, which is blocked meanwhile; an interrupt ends the exchange. */
final class BlockingCarrier implements Carrier {

    private final CloseableHttpClient client;
    private final PoolingHttpClientConnectionManager connections;

    BlockingCarrier(CloseableHttpClient client, PoolingHttpClientConnectionManager connections) {
        this.client = client;
        this.connections = connections;
    }

    @Override
    public CompletableFuture<HttpAnswer> carry(HttpCall call, Underway exchange) {
        HttpUriRequestBase request = new HttpUriRequestBase(call.method(), call.uri());
        call.headers().forEach(request::addHeader);
        if (call.body().length > 0) {
            request.setEntity(new ByteArrayEntity(call.body(), null));
        }
        exchange.abortBy(request::cancel);
        return CompletableFuture.completedFuture(ask(request, exchange));
    }

    private HttpAnswer ask(HttpUriRequestBase request, Underway exchange) {
        try (ClassicHttpResponse response =
                client.executeOpen(RoutingSupport.determineHost(request), request, exchange)) {
            return Replies.of(response, exchange.body(), exchange);
        } catch (IOException | HttpException | RuntimeException failure) {
            if (Thread.currentThread().isInterrupted()) {
                exchange.giveUp(Failures.interrupted(exchange.sent()));
            }
            return Failures.of(failure, exchange);
        }
    }

    @Override
    public boolean closeOld() {
        connections.closeExpired();
        return connections.getTotalStats().getAvailable() > 0;
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }
}
