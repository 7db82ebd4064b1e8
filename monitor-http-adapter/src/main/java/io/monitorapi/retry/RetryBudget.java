package io.monitorapi.retry;

import io.monitorapi.error.MonitorException;
import java.util.concurrent.atomic.AtomicInteger;

/** A token bucket that bounds the retries of all calls together, so that an outage does not multiply requests. */
final class RetryBudget {

    private static final int MAX_COST_WHEN_THROTTLED = 5;

    private final int size;
    private final int cost;
    private final AtomicInteger tokens;

    RetryBudget(int size, int cost) {
        this.size = size;
        this.cost = cost;
        this.tokens = new AtomicInteger(size);
    }

    /** {@return a budget in which a retry costs nothing} */
    static RetryBudget unlimited() {
        return new RetryBudget(0, 0);
    }

    /** {@return whether there were enough tokens for a retry after this failure; they are taken then} */
    boolean tryAcquire(MonitorException failure) {
        int price = AttemptOutcome.isThrottled(failure) ? Math.min(cost, MAX_COST_WHEN_THROTTLED) : cost;
        return tokens.getAndUpdate(left -> left < price ? left : left - price) >= price;
    }

    /** Gives one token back: less than a retry costs, so that a service that fails often is retried less often. */
    void succeeded() {
        if (tokens.get() < size) {
            tokens.getAndUpdate(left -> Math.min(size, left + 1));
        }
    }
}
