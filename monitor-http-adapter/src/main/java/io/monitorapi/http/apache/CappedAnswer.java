package io.monitorapi.http.apache;

import io.monitorapi.http.transport.TransportResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * Collects an answer whose body is no larger than allowed, and hands it over when its connection is free: whoever asks next
 * finds it in the pool.
 */
final class CappedAnswer implements AsyncResponseConsumer<TransportResult> {

    private static final byte[] EMPTY = {};

    private final int maxBody;
    private final ExchangeContext exchange;
    private final FramingCheck framing = new FramingCheck();
    private @Nullable HttpResponse head;
    private @Nullable FutureCallback<TransportResult> whole;
    private byte[] body = EMPTY;
    private int length;
    private boolean complete;

    CappedAnswer(int maxBody, ExchangeContext exchange) {
        this.maxBody = maxBody;
        this.exchange = exchange;
    }

    @Override
    public void informationResponse(HttpResponse interim, HttpContext context) throws HttpException {
        framing.interim();
    }

    @Override
    public void consumeResponse(
            HttpResponse response,
            @Nullable EntityDetails entity,
            HttpContext context,
            FutureCallback<TransportResult> callback)
            throws HttpException, IOException {
        FramingCheck.check(response);
        long declared = entity == null ? 0 : entity.getContentLength();
        refuseMoreThan(declared);
        body = declared > 0 ? new byte[(int) declared] : EMPTY;
        head = response;
        whole = callback;
        complete = entity == null;
    }

    @Override
    public void updateCapacity(CapacityChannel channel) throws IOException {
        channel.update(Integer.MAX_VALUE);
    }

    @Override
    public void consume(ByteBuffer part) throws IOException {
        int size = part.remaining();
        refuseMoreThan((long) length + size);
        if (length + size > body.length) {
            body = Arrays.copyOf(body, Math.min(maxBody, Math.max(length + size, 2 * body.length)));
        }
        part.get(body, length, size);
        length += size;
    }

    @Override
    public void streamEnd(@Nullable List<? extends Header> trailers) {
        complete = true;
    }

    @Override
    public void failed(Exception cause) {
        // the callback of the exchange is told, too
    }

    @Override
    public void releaseResources() {
        if (complete && whole != null && head != null) {
            complete = false;
            whole.completed(
                    ResponseMapper.of(head, length == body.length ? body : Arrays.copyOf(body, length), exchange));
        }
    }

    private void refuseMoreThan(long size) throws IOException {
        if (size > maxBody) {
            exchange.giveUp(ApacheFailures.tooLarge(maxBody));
            throw new IOException("too large");
        }
    }
}
