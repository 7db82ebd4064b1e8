package io.monitorapi.customadapter;

import io.monitorapi.port.SessionStore;
import io.monitorapi.session.Visitor;
import io.monitorapi.testkit.DurableSessionStoreContract;
import io.monitorapi.testkit.VirtualTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class FileSessionStoreContractTest extends DurableSessionStoreContract {

    @TempDir
    Path folder;

    private final VirtualTime time = new VirtualTime();
    private FileSessionStore store;

    @BeforeEach
    void open() {
        store = new FileSessionStore(folder, Duration.ofDays(30), time);
    }

    @Override
    protected SessionStore store() {
        return store;
    }

    @Override
    protected SessionStore storeWithRetention(Duration retention) {
        return new FileSessionStore(folder, retention, time);
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
    protected byte[] stored(Visitor visitor) {
        Path path = store.sessionPath(visitor);
        try {
            return Files.exists(path) ? Files.readAllBytes(path) : new byte[0];
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    protected void plant(Visitor visitor, byte[] value) {
        try {
            Files.write(store.sessionPath(visitor), value);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    protected byte[] ofRelease(int number, byte[] value) {
        return new String(value, StandardCharsets.ISO_8859_1)
                .replace("v=1\n", "v=" + number + "\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
