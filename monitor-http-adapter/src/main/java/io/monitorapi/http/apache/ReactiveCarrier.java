package io.monitorapi.http.apache;

import io.monitorapi.http.transport.TransportRequest;
import io.monitorapi.http.transport.TransportResult;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityProducer;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/** Makes exchanges on a few threads of the library's own, however many there are at a time. */
final class ReactiveCarrier implements ApacheClient {

    private final CloseableHttpAsyncClient client;
    private final PoolingAsyncClientConnectionManager connections;
    private final int maxBody;

    ReactiveCarrier(CloseableHttpAsyncClient client, PoolingAsyncClientConnectionManager connections, int maxBody) {
        this.client = client;
        this.connections = connections;
        this.maxBody = maxBody;
        client.start();
    }

    @Override
    public CompletableFuture<TransportResult> carry(TransportRequest call, ExchangeContext exchange) {
        CompletableFuture<TransportResult> answer = new CompletableFuture<>();
        BasicHttpRequest request = new BasicHttpRequest(call.method(), call.uri());
        call.headers().forEach(request::addHeader);
        Outcome outcome = new Outcome(answer, exchange);
        try {
            Future<TransportResult> running = client.execute(
                    HttpHost.create(call.uri()),
                    new BasicRequestProducer(request, content(call.body())),
                    new CappedAnswer(maxBody, exchange),
                    null,
                    exchange,
                    outcome);
            exchange.abortBy(() -> {
                outcome.cancelled();
                running.cancel(true);
            });
            answer.whenComplete((done, cancelled) -> {
                if (cancelled != null) {
                    running.cancel(true);
                }
            });
        } catch (RuntimeException refused) {
            outcome.failed(refused);
        }
        return answer;
    }

    private static @Nullable AsyncEntityProducer content(byte[] body) {
        return body.length == 0 ? null : new BasicAsyncEntityProducer(body, null);
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

    private record Outcome(CompletableFuture<TransportResult> answer, ExchangeContext exchange)
            implements FutureCallback<TransportResult> {

        @Override
        public void completed(TransportResult result) {
            answer.complete(result);
        }

        @Override
        public void failed(Exception failure) {
            answer.complete(ApacheFailures.of(failure, exchange));
        }

        @Override
        public void cancelled() {
            answer.complete(ApacheFailures.of(new CancellationException(), exchange));
        }
    }
}
