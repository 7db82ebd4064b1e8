package io.monitorapi.http.jdk;

import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/**
 * A request body that knows whether the client has begun to send it, which it does once it is connected. The JDK's own would
 * copy the bytes first.
 */
final class TrackedBodyPublisher implements BodyPublisher {

    private final byte[] body;
    private volatile boolean sent;

    TrackedBodyPublisher(byte[] body) {
        this.body = body;
    }

    boolean isSent() {
        return sent;
    }

    @Override
    public long contentLength() {
        return body.length;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        sent = true;
        subscriber.onSubscribe(new Delivery(subscriber));
    }

    /** Hands everything over at the first request. */
    private final class Delivery implements Flow.Subscription {

        private final Flow.Subscriber<? super ByteBuffer> subscriber;
        private boolean over;

        Delivery(Flow.Subscriber<? super ByteBuffer> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public void request(long parts) {
            if (over) {
                return;
            }
            over = true;
            if (parts <= 0) {
                subscriber.onError(new IllegalArgumentException("parts must be positive, but are " + parts));
            } else {
                deliver();
            }
        }

        private void deliver() {
            if (body.length > 0) {
                subscriber.onNext(ByteBuffer.wrap(body));
            }
            subscriber.onComplete();
        }

        @Override
        public void cancel() {
            over = true;
        }
    }
}
