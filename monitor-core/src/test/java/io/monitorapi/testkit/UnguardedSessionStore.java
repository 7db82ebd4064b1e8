package io.monitorapi.testkit;

import io.monitorapi.port.SessionStore;
import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.Visitor;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A store that says it does not block, so that a service puts nothing in front of it: what an application has without this
 * node's memory.
 *
 * @param store the store, which is asked for everything
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
