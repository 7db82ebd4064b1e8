package io.monitorapi.retry;

import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import java.util.concurrent.atomic.AtomicInteger;

/** Bounds the retries of all calls together, so that an outage does not multiply the requests that it is made of. */
final class RetryBudget {

    private static final int MOST_WHEN_THROTTLED = 5;

    private final int size;
    private final int cost;
    private final AtomicInteger tokens;

    RetryBudget(int size, int cost) {
        this.size = size;
        this.cost = cost;
        this.tokens = new AtomicInteger(size);
    }

    /** A retry that costs nothing is never refused. */
    static RetryBudget unlimited() {
        return new RetryBudget(0, 0);
    }

    /** Takes what the retry after a failure costs, unless too little is left. */
    boolean paysAfter(MonitorException failure) {
        int price = failure.reason() == Reason.THROTTLED ? Math.min(cost, MOST_WHEN_THROTTLED) : cost;
        return tokens.getAndUpdate(left -> left < price ? left : left - price) >= price;
    }

    /** Gives a token back; a success is worth less than a retry, so that a service that fails often is asked less. */
    void succeeded() {
        if (tokens.get() < size) {
            tokens.getAndUpdate(left -> Math.min(size, left + 1));
        }
    }
}
