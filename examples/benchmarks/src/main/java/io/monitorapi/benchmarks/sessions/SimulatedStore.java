package io.monitorapi.benchmarks.sessions;

import io.monitorapi.memory.InMemorySessionStore;
import io.monitorapi.port.SessionStore;
import io.monitorapi.session.SessionLifetime;
import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.Visitor;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The store that all nodes share; it can be made unreachable. */
final class SimulatedStore implements SessionStore {

    private final InMemorySessionStore memory;
    private boolean out;
    private long commands;

    SimulatedStore(Scenario scenario, InstantSource clock) {
        this.memory = new InMemorySessionStore(scenario.visitors(), SessionLifetime.DEFAULT, clock);
    }

    void setOut(boolean isOut) {
        out = isOut;
    }

    long commands() {
        return commands;
    }

    private SessionStore reachable() {
        commands++;
        if (out) {
            throw new IllegalStateException("the store is unreachable");
        }
        return memory;
    }

    @Override
    public Optional<SessionRecord> find(Visitor visitor) {
        return reachable().find(visitor);
    }

    @Override
    public Claim claim(Visitor visitor, Duration lease) {
        return reachable().claim(visitor, lease);
    }

    @Override
    public void release(Visitor visitor, Claim.Granted granted) {
        reachable().release(visitor, granted);
    }

    @Override
    public boolean replace(Visitor visitor, long expectedGeneration, @Nullable SessionRecord next) {
        return reachable().replace(visitor, expectedGeneration, next);
    }

    @Override
    public void forget(Visitor visitor) {
        reachable().forget(visitor);
    }
}
