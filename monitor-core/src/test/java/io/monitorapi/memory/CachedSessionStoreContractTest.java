package io.monitorapi.memory;

import io.monitorapi.port.MonitorListener;
import io.monitorapi.port.SessionStore;
import io.monitorapi.testkit.SessionStoreContract;
import io.monitorapi.testkit.SharedSessionStore;
import io.monitorapi.testkit.VirtualTime;
import java.time.Duration;
import java.time.Instant;

/** With time in minutes where the contract has seconds: a use alone is written once a minute. */
class CachedSessionStoreContractTest extends SessionStoreContract {

    private static final int SLOWER = 100;

    private final VirtualTime time = new VirtualTime();
    private final SessionStore store = cached(new SharedSessionStore(time), Duration.ofSeconds(10));

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
        time.advance(duration.multipliedBy(SLOWER));
    }

    @Override
    protected SessionStore storeWithRetention(Duration retention) {
        return cached(new SharedSessionStore(time, retention.multipliedBy(SLOWER)), Duration.ZERO);
    }

    private SessionStore cached(SessionStore shared, Duration trusted) {
        return new CachedSessionStore(shared, trusted, time, time, time, new MonitorListener() {});
    }
}
