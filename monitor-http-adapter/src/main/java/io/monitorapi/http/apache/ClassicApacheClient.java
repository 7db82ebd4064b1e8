package io.monitorapi.http.apache;

import io.monitorapi.http.transport.TransportRequest;
import io.monitorapi.http.transport.TransportResult;
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
final class ClassicApacheClient implements ApacheClient {

    private final CloseableHttpClient client;
    private final PoolingHttpClientConnectionManager connections;

    ClassicApacheClient(CloseableHttpClient client, PoolingHttpClientConnectionManager connections) {
        this.client = client;
        this.connections = connections;
    }

    @Override
    public CompletableFuture<TransportResult> carry(TransportRequest call, ExchangeContext exchange) {
        HttpUriRequestBase request = new HttpUriRequestBase(call.method(), call.uri());
        call.headers().forEach(request::addHeader);
        if (call.body().length > 0) {
            request.setEntity(new ByteArrayEntity(call.body(), null));
        }
        exchange.abortBy(request::cancel);
        return CompletableFuture.completedFuture(ask(request, exchange));
    }

    private TransportResult ask(HttpUriRequestBase request, ExchangeContext exchange) {
        try (ClassicHttpResponse response =
                client.executeOpen(RoutingSupport.determineHost(request), request, exchange)) {
            return ResponseMapper.of(response, exchange.body(), exchange);
        } catch (IOException | HttpException | RuntimeException failure) {
            if (Thread.currentThread().isInterrupted()) {
                exchange.giveUp(ApacheFailures.interrupted(exchange.sent()));
            }
            return ApacheFailures.of(failure, exchange);
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
