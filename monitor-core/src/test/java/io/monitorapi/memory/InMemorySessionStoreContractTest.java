package io.monitorapi.memory;

import io.monitorapi.port.SessionStore;
import io.monitorapi.session.SessionLifetime;
import io.monitorapi.testkit.SessionStoreContract;
import io.monitorapi.testkit.VirtualTime;
import java.time.Duration;
import java.time.Instant;

class InMemorySessionStoreContractTest extends SessionStoreContract {

    private final VirtualTime time = new VirtualTime();
    private final SessionStore store = new InMemorySessionStore(1_000, SessionLifetime.DEFAULT, time);

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
        time.advance(duration);
    }

    @Override
    protected SessionStore storeWithRetention(Duration retention) {
        return new InMemorySessionStore(
                1_000, new SessionLifetime(Duration.ofMinutes(29), Duration.ofHours(5), retention), time);
    }
}
