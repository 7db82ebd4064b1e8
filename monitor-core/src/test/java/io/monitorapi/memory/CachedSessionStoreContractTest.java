package io.monitorapi.memory;

import io.monitorapi.port.MonitorListener;
import io.monitorapi.port.SessionStore;
import io.monitorapi.testkit.SessionStoreContract;
import io.monitorapi.testkit.SharedSessionStore;
import io.monitorapi.testkit.VirtualTime;
import java.time.Duration;
import java.time.Instant;

class CachedSessionStoreContractTest extends SessionStoreContract {

    private final VirtualTime time = new VirtualTime();
    private final SessionStore store = new CachedSessionStore(
            new SharedSessionStore(time), Duration.ofSeconds(10), time, time, time, new MonitorListener() {});

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
}
