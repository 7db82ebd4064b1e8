package io.monitorapi.http.apache;

import io.monitorapi.http.transport.TransportFailures;
import io.monitorapi.http.transport.TransportRequest;
import io.monitorapi.http.transport.TransportResult;
import java.io.IOException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;

/** The library's blocking client: an exchange blocks its thread, and an interrupt ends the exchange. */
final class ClassicApacheClient implements AutoCloseable {

    private final CloseableHttpClient client;
    private final PoolingHttpClientConnectionManager connections;

    ClassicApacheClient(CloseableHttpClient client, PoolingHttpClientConnectionManager connections) {
        this.client = client;
        this.connections = connections;
    }

    /** Makes the exchange; another thread may abort it through its context. */
    TransportResult execute(TransportRequest request, ExchangeContext context) {
        HttpUriRequestBase message = new HttpUriRequestBase(request.method(), request.uri());
        request.headers().forEach(message::addHeader);
        if (request.body().length > 0) {
            message.setEntity(new ByteArrayEntity(request.body(), null));
        }
        context.onAbort(message::cancel);
        try (ClassicHttpResponse response =
                client.executeOpen(RoutingSupport.determineHost(message), message, context)) {
            return ResponseMapper.map(response, context);
        } catch (IOException | HttpException | RuntimeException failure) {
            if (Thread.currentThread().isInterrupted()) {
                context.abort(TransportFailures.interrupted(context.sent()));
            }
            return ApacheFailures.of(failure, context);
        }
    }

    /** Closes connections that have reached their time to live, and returns whether idle ones are left. */
    boolean closeExpired() {
        connections.closeExpired();
        return connections.getTotalStats().getAvailable() > 0;
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }
}
