package io.monitorapi.testkit;

import io.monitorapi.memory.InMemorySessionStore;
import io.monitorapi.port.SessionStore;
import io.monitorapi.session.SessionLifetime;
import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.Visitor;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An in-memory store that several nodes of a test share, with simulated outages and a log of commands. */
public final class SharedFakeSessionStore implements SessionStore {

    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final InstantSource clock;
    private final SessionLifetime lifetime;
    private volatile InMemorySessionStore memory;
    private volatile boolean out;

    /** Creates an empty store with the default retention. */
    public SharedFakeSessionStore(InstantSource clock) {
        this(clock, SessionLifetime.DEFAULT.retention());
    }

    /** Creates an empty store with a retention. */
    public SharedFakeSessionStore(InstantSource clock, Duration retention) {
        this.clock = clock;
        this.lifetime = new SessionLifetime(SessionLifetime.DEFAULT.idle(), SessionLifetime.DEFAULT.age(), retention);
        this.memory = empty();
    }

    /** Starts an outage: every command fails. */
    public void startOutage() {
        out = true;
    }

    /** Ends the outage. */
    public void endOutage() {
        out = false;
    }

    /** Removes all data, like a restarted server without persistence. */
    public void loseItsMemory() {
        memory = empty();
    }

    /** {@return the names of all commands so far, including failed ones} */
    public List<String> commands() {
        return commands;
    }

    private InMemorySessionStore empty() {
        return new InMemorySessionStore(1_000_000, lifetime, clock);
    }

    @Override
    public Optional<SessionRecord> find(Visitor visitor) {
        return command("find", () -> memory.find(visitor));
    }

    @Override
    public Claim claim(Visitor visitor, Duration lease) {
        return command("claim", () -> memory.claim(visitor, lease));
    }

    @Override
    public void release(Visitor visitor, Claim.Granted granted) {
        command("release", () -> {
            memory.release(visitor, granted);
            return true;
        });
    }

    @Override
    public boolean replace(Visitor visitor, long expectedGeneration, @Nullable SessionRecord next) {
        return command("replace", () -> memory.replace(visitor, expectedGeneration, next));
    }

    @Override
    public void forget(Visitor visitor) {
        command("forget", () -> {
            memory.forget(visitor);
            return true;
        });
    }

    private <T> T command(String name, Supplier<T> work) {
        commands.add(name);
        if (out) {
            throw new IllegalStateException("simulated outage");
        }
        return work.get();
    }
}
