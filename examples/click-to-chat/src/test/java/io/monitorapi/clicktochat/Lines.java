package io.monitorapi.clicktochat;

import java.util.concurrent.Flow;
import java.util.function.Consumer;

/** Hands lines on as they come. */
record Lines(Consumer<String> listener) implements Flow.Subscriber<String> {

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
        listener.accept(line);
    }

    @Override
    public void onError(Throwable failure) {
        // The stream is over: whoever waits for a line says so.
    }

    @Override
    public void onComplete() {
        // Nothing is left to do.
    }
}
