package io.monitorapi.engine;

import io.monitorapi.MonitorService;
import io.monitorapi.memory.InMemorySessionStore;
import io.monitorapi.port.MonitorGateway;
import io.monitorapi.port.MonitorListener;
import io.monitorapi.port.RetryPolicy;
import io.monitorapi.port.SessionStore;
import io.monitorapi.session.SessionLifetime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Puts a {@link MonitorService} together; what is not set has a default. Not safe for use by several threads at once. */
public final class MonitorServiceBuilder {

    final MonitorGateway gateway;
    final List<MonitorListener> listeners = new ArrayList<>();
    final List<AutoCloseable> owned = new ArrayList<>();

    @Nullable
    SessionStore sessionStore;

    RetryPolicy retryPolicy = RetryPolicy.none();
    SessionLifetime lifetime = SessionLifetime.DEFAULT;
    Duration deadline = Duration.ofSeconds(15);
    Duration attemptLimit = Duration.ofSeconds(5);
    Duration closeGrace = Duration.ofSeconds(2);
    Duration nearCache = Duration.ofSeconds(10);
    int creationsPerSecond = 50;
    int creationBurst = 100;
    int maxInFlight = 64;
    int maxWaiting = 1_000;
    boolean retryAmbiguousHandshake;

    @Nullable
    Executor executor;

    InstantSource clock = InstantSource.system();

    @Nullable
    ScheduledExecutorService scheduler;

    LongSupplier nanoTime = System::nanoTime;

    private MonitorServiceBuilder(MonitorGateway gateway) {
        this.gateway = Objects.requireNonNull(gateway, "gateway");
    }

    /**
     * Begins a service that reaches the Monitor API through a gateway.
     *
     * @param gateway sends the requests; not closed with the service unless handed to {@link #onClose}
     * @return a builder with all defaults
     */
    public static MonitorServiceBuilder forGateway(MonitorGateway gateway) {
        return new MonitorServiceBuilder(gateway);
    }

    /**
     * Sets where sessions are kept; in this node's memory unless set. The store is not closed with the service.
     *
     * @param store the store
     * @return this builder
     */
    public MonitorServiceBuilder sessionStore(SessionStore store) {
        this.sessionStore = Objects.requireNonNull(store, "sessionStore");
        return this;
    }

    /**
     * Sets how long this node uses what a store that blocks said of a visitor without asking it again; 10 seconds unless set.
     * While such a store is out of reach, this node's memory stands in for it, whatever is set here.
     *
     * @param trusted how long, not negative; zero asks the store for every request
     * @return this builder
     */
    public MonitorServiceBuilder nearCache(Duration trusted) {
        Objects.requireNonNull(trusted, "nearCache");
        if (trusted.isNegative()) {
            throw new IllegalArgumentException("nearCache must not be negative, but is " + trusted);
        }
        this.nearCache = trusted;
        return this;
    }

    /**
     * Sets how many sessions this node may open; 50 in a second and 100 at once unless set. More wait for their turn, and fail
     * with reason CREATION_LIMITED if it comes after their deadline.
     *
     * @param perSecond how many in a second, at least 1
     * @param burst how many at once after a quiet time, at least 1
     * @return this builder
     */
    public MonitorServiceBuilder creationLimit(int perSecond, int burst) {
        this.creationsPerSecond = atLeast("creationLimit perSecond", 1, perSecond);
        this.creationBurst = atLeast("creationLimit burst", 1, burst);
        return this;
    }

    /**
     * Sets how failed attempts are repeated; not at all unless set.
     *
     * @param policy the policy
     * @return this builder
     */
    public MonitorServiceBuilder retryPolicy(RetryPolicy policy) {
        this.retryPolicy = Objects.requireNonNull(policy, "retryPolicy");
        return this;
    }

    /**
     * Adds somebody who is told what the service does.
     *
     * @param listener who is told
     * @return this builder
     */
    public MonitorServiceBuilder listener(MonitorListener listener) {
        this.listeners.add(Objects.requireNonNull(listener, "listener"));
        return this;
    }

    /**
     * Sets how long a session is used and a visitor remembered; {@link SessionLifetime#DEFAULT} unless set.
     *
     * @param sessionLifetime the durations
     * @return this builder
     */
    public MonitorServiceBuilder lifetime(SessionLifetime sessionLifetime) {
        this.lifetime = Objects.requireNonNull(sessionLifetime, "lifetime");
        return this;
    }

    /**
     * Sets how long a whole call may take, waiting and retries included; 15 seconds unless set.
     *
     * @param time how long, positive
     * @return this builder
     */
    public MonitorServiceBuilder deadline(Duration time) {
        this.deadline = positive("deadline", time);
        return this;
    }

    /**
     * Sets how long one request may take; 5 seconds unless set.
     *
     * @param time how long, positive
     * @return this builder
     */
    public MonitorServiceBuilder attemptLimit(Duration time) {
        this.attemptLimit = positive("attemptLimit", time);
        return this;
    }

    /**
     * Sets how long closing the service waits for calls under way before it ends them; 2 seconds unless set.
     *
     * @param time how long, not negative; zero ends them at once
     * @return this builder
     */
    public MonitorServiceBuilder closeGrace(Duration time) {
        Objects.requireNonNull(time, "closeGrace");
        if (time.isNegative()) {
            throw new IllegalArgumentException("closeGrace must not be negative, but is " + time);
        }
        this.closeGrace = time;
        return this;
    }

    /**
     * Sets how many requests may be under way at the same time; 64 unless set.
     *
     * @param requests how many, at least 1
     * @return this builder
     */
    public MonitorServiceBuilder maxInFlight(int requests) {
        this.maxInFlight = atLeast("maxInFlight", 1, requests);
        return this;
    }

    /**
     * Sets how many more calls may wait for their turn; 1,000 unless set, 0 refuses them at once.
     *
     * @param calls how many, at least 0
     * @return this builder
     */
    public MonitorServiceBuilder maxWaiting(int calls) {
        this.maxWaiting = atLeast("maxWaiting", 0, calls);
        return this;
    }

    /**
     * Sets whether a request that opens a session is repeated although nobody knows whether it was processed; false unless
     * set, as each repetition may register the visitor twice.
     *
     * @param repeat whether it is repeated
     * @return this builder
     */
    public MonitorServiceBuilder retryAmbiguousHandshake(boolean repeat) {
        this.retryAmbiguousHandshake = repeat;
        return this;
    }

    /**
     * Sets what completes futures and calls listeners; a small pool of daemon threads unless set. It is not shut down with
     * the service.
     *
     * @param completions the executor
     * @return this builder
     */
    public MonitorServiceBuilder executor(Executor completions) {
        this.executor = Objects.requireNonNull(completions, "executor");
        return this;
    }

    /**
     * Sets what time it is and who waits; the system's unless set. The scheduler is not shut down with the service.
     *
     * @param wallClock tells the time that sessions are dated with
     * @param waiting waits for deadlines and pauses
     * @param monotonic a clock of the kind of {@link System#nanoTime()}, which deadlines are measured with
     * @return this builder
     */
    public MonitorServiceBuilder time(
            InstantSource wallClock, ScheduledExecutorService waiting, LongSupplier monotonic) {
        this.clock = Objects.requireNonNull(wallClock, "clock");
        this.scheduler = Objects.requireNonNull(waiting, "scheduler");
        this.nanoTime = Objects.requireNonNull(monotonic, "nanoTime");
        return this;
    }

    /**
     * Hands something over that is closed with the service, after the last call has ended.
     *
     * @param resource what the service owns from now on
     * @return this builder
     */
    public MonitorServiceBuilder onClose(AutoCloseable resource) {
        this.owned.add(Objects.requireNonNull(resource, "onClose"));
        return this;
    }

    /** {@return the service} */
    public MonitorService build() {
        return new DefaultMonitorService(this);
    }

    SessionStore storeOrDefault() {
        return sessionStore != null ? sessionStore : new InMemorySessionStore(100_000, lifetime, clock);
    }

    private static Duration positive(String field, Duration time) {
        Objects.requireNonNull(time, field);
        if (time.isZero() || time.isNegative()) {
            throw new IllegalArgumentException(field + " must be positive, but is " + time);
        }
        return time;
    }

    private static int atLeast(String field, int least, int number) {
        if (number < least) {
            throw new IllegalArgumentException(field + " must be at least " + least + ", but is " + number);
        }
        return number;
    }
}
