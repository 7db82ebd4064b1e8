package io.monitorapi.http.apache;

import io.monitorapi.http.HttpAnswer;
import io.monitorapi.http.HttpCall;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;

/** Makes exchanges on the thread that asks for them, which is blocked meanwhile; an interrupt ends the exchange. */
final class BlockingCarrier implements Carrier {

    private static final byte[] EMPTY = {};

    private final CloseableHttpClient client;
    private final PoolingHttpClientConnectionManager connections;
    private final int maxBody;

    BlockingCarrier(CloseableHttpClient client, PoolingHttpClientConnectionManager connections, int maxBody) {
        this.client = client;
        this.connections = connections;
        this.maxBody = maxBody;
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
            HttpEntity entity = response.getEntity();
            byte[] body = entity == null ? EMPTY : read(entity, exchange);
            return Replies.of(response, body, exchange);
        } catch (IOException | HttpException | RuntimeException failure) {
            if (Thread.currentThread().isInterrupted()) {
                exchange.giveUp(Failures.interrupted(exchange.sent()));
            }
            return Failures.of(failure, exchange);
        }
    }

    private byte[] read(HttpEntity entity, Underway exchange) throws IOException {
        long declared = entity.getContentLength();
        if (declared > maxBody) {
            throw tooLarge(exchange);
        }
        InputStream content = entity.getContent();
        byte[] body = content.readNBytes(declared < 0 ? maxBody + 1 : (int) declared);
        // The end has to be seen, or the connection is not used again.
        if (body.length > maxBody || content.read() >= 0) {
            throw tooLarge(exchange);
        }
        return body;
    }

    /** The connection is closed before the response is: closing that would read the rest. */
    private IOException tooLarge(Underway exchange) {
        exchange.giveUp(Failures.tooLarge(maxBody));
        return new IOException("too large");
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
