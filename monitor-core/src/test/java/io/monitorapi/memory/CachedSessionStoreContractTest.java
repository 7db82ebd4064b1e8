package io.monitorapi.memory;

import io.monitorapi.port.MonitorListener;
import io.monitorapi.port.SessionStore;
import io.monitorapi.testkit.SessionStoreContract;
import io.monitorapi.testkit.SharedFakeSessionStore;
import io.monitorapi.testkit.VirtualTime;
import java.time.Duration;
import java.time.Instant;

/** Runs the contract with time slowed down 100 times, because a use alone is written only once a minute. */
class CachedSessionStoreContractTest extends SessionStoreContract {

    private static final int TIME_FACTOR = 100;

    private final VirtualTime time = new VirtualTime();
    private final SessionStore store = cached(new SharedFakeSessionStore(time), Duration.ofSeconds(10));

    @Override
    protected SessionStore store() {
        return store;
    }

    @Override
    protected Instant now() {
        return time.instant();
    }

    @Override
    protected void pass(Duration duration) {
        time.advance(duration.multipliedBy(TIME_FACTOR));
    }

    @Override
    protected SessionStore storeWithRetention(Duration retention) {
        return cached(new SharedFakeSessionStore(time, retention.multipliedBy(TIME_FACTOR)), Duration.ZERO);
    }

    private SessionStore cached(SessionStore shared, Duration trusted) {
        return new CachedSessionStore(shared, trusted, time, time, time, new MonitorListener() {});
    }
}
