package io.monitorapi.customadapter;

import io.monitorapi.port.SessionStore;
import io.monitorapi.testkit.SessionStoreContract;
import io.monitorapi.testkit.VirtualTime;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class FileSessionStoreContractTest extends SessionStoreContract {

    private final VirtualTime time = new VirtualTime();
    private SessionStore store;

    @BeforeEach
    void open(@TempDir Path folder) {
        store = new FileSessionStore(folder, time);
    }

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
