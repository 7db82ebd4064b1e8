package io.monitorapi.clicktochat;

import java.util.concurrent.Flow;
import java.util.function.Consumer;

/** Passes each line of a response to a listener. */
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
        // The test that waits for a line fails by its own timeout.
    }

    @Override
    public void onComplete() {
        // Nothing to do.
    }
}
