package io.monitorapi.testkit;

import io.monitorapi.port.SessionStore;
import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.Visitor;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A store that claims not to block, so that a service puts no cache in front of it; used in controls of the cache.
 *
 * @param store receives all calls
 */
public record UnguardedSessionStore(SessionStore store) implements SessionStore {

    @Override
    public boolean blocking() {
        return false;
    }

    @Override
    public Optional<SessionRecord> find(Visitor visitor) {
        return store.find(visitor);
    }

    @Override
    public Claim claim(Visitor visitor, Duration lease) {
        return store.claim(visitor, lease);
    }

    @Override
    public void release(Visitor visitor, Claim.Granted granted) {
        store.release(visitor, granted);
    }

    @Override
    public boolean replace(Visitor visitor, long expectedGeneration, @Nullable SessionRecord next) {
        return store.replace(visitor, expectedGeneration, next);
    }

    @Override
    public void forget(Visitor visitor) {
        store.forget(visitor);
    }
}
