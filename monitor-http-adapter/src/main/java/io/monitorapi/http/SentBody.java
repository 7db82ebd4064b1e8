package io.monitorapi.http;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/** A request body that knows whether the client has begun to send it, which it does once it is connected. */
final class SentBody implements BodyPublisher {

    private final BodyPublisher bytes;
    private volatile boolean sent;

    SentBody(byte[] body) {
        this.bytes = body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body);
    }

    boolean isSent() {
        return sent;
    }

    @Override
    public long contentLength() {
        return bytes.contentLength();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        sent = true;
        bytes.subscribe(subscriber);
    }
}
