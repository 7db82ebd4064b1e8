package io.monitorapi.http.jdk;

import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/**
 * A request body that records whether the client has begun to send it, which is when it is connected. Unlike the JDK's own
 * publishers it does not copy the bytes.
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
        subscriber.onSubscribe(new BodySubscription(subscriber));
    }

    /** Delivers the whole body at the first request. */
    private final class BodySubscription implements Flow.Subscription {

        private final Flow.Subscriber<? super ByteBuffer> subscriber;
        private boolean finished;

        BodySubscription(Flow.Subscriber<? super ByteBuffer> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public void request(long buffers) {
            if (finished) {
                return;
            }
            finished = true;
            if (buffers <= 0) {
                subscriber.onError(
                        new IllegalArgumentException("the number of buffers must be positive, but is " + buffers));
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
            finished = true;
        }
    }
}
