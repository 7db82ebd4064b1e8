package io.monitorapi.engine;

import io.monitorapi.MonitorService;
import io.monitorapi.engine.CallFactory.CallContexts;
import io.monitorapi.internal.Arguments;
import io.monitorapi.memory.CachedSessionStore;
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

/** Builds a {@link MonitorService}; every setting has a default. Not safe for use by several threads at once. */
public final class MonitorServiceBuilder {

    private final MonitorGateway gateway;
    private final List<MonitorListener> listeners = new ArrayList<>();
    private final List<AutoCloseable> owned = new ArrayList<>();

    private @Nullable SessionStore sessionStore;

    private RetryPolicy retryPolicy = RetryPolicy.none();
    private SessionLifetime lifetime = SessionLifetime.DEFAULT;
    private Duration deadline = Duration.ofSeconds(15);
    private Duration attemptLimit = Duration.ofSeconds(5);
    private Duration closeGrace = Duration.ofSeconds(2);
    private Duration nearCache = Duration.ofSeconds(10);
    private int creationsPerSecond = 50;
    private int creationBurst = 100;
    private int maxInFlight = 64;
    private int maxWaiting = 1_000;
    private boolean retryAmbiguousHandshake;

    private @Nullable Executor executor;

    private InstantSource clock = InstantSource.system();

    private @Nullable ScheduledExecutorService scheduler;

    private LongSupplier nanoTime = System::nanoTime;

    private MonitorServiceBuilder(MonitorGateway gateway) {
        this.gateway = Objects.requireNonNull(gateway, "gateway");
    }

    /**
     * Starts the builder of a service that reaches the Monitor API through a gateway.
     *
     * @param gateway sends the requests; not closed with the service unless handed to {@link #onClose}
     * @return a builder with all defaults
     */
    public static MonitorServiceBuilder forGateway(MonitorGateway gateway) {
        return new MonitorServiceBuilder(gateway);
    }

    /**
     * Sets where sessions are kept; in this node's memory unless set. The store is not closed with the service. An
     * {@link InMemorySessionStore} is used by one service at a time; building another with it fails.
     *
     * @param store the store
     * @return this builder
     */
    public MonitorServiceBuilder sessionStore(SessionStore store) {
        this.sessionStore = Objects.requireNonNull(store, "sessionStore");
        return this;
    }

    /**
     * Sets how long this node uses a record that it has read from a blocking store without reading it again; 10 seconds
     * unless set. While such a store is out of reach, this node's memory stands in for it, whatever is set here.
     *
     * @param trusted how long, not negative; zero reads the store for every request
     * @return this builder
     */
    public MonitorServiceBuilder nearCache(Duration trusted) {
        this.nearCache = Arguments.requireNotNegative("nearCache", trusted);
        return this;
    }

    /**
     * Sets how many sessions this node may open; 50 per second and 100 at once unless set. Further calls wait, and fail with
     * reason CREATION_LIMITED if they would have to wait longer than their deadline.
     *
     * @param perSecond the number of sessions per second, at least 1
     * @param burst the number of sessions at once after a quiet time, at least 1
     * @return this builder
     */
    public MonitorServiceBuilder creationLimit(int perSecond, int burst) {
        this.creationsPerSecond = Arguments.requireAtLeast("creationLimit perSecond", 1, perSecond);
        this.creationBurst = Arguments.requireAtLeast("creationLimit burst", 1, burst);
        return this;
    }

    /**
     * Sets how failed attempts are retried; they are not retried unless set.
     *
     * @param policy the policy
     * @return this builder
     */
    public MonitorServiceBuilder retryPolicy(RetryPolicy policy) {
        this.retryPolicy = Objects.requireNonNull(policy, "retryPolicy");
        return this;
    }

    /**
     * Adds a listener that is notified of what the service does.
     *
     * @param listener the listener
     * @return this builder
     */
    public MonitorServiceBuilder listener(MonitorListener listener) {
        this.listeners.add(Objects.requireNonNull(listener, "listener"));
        return this;
    }

    /**
     * Sets how long a session is used and the record of a visitor is kept; {@link SessionLifetime#DEFAULT} unless set.
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
        this.deadline = Arguments.requirePositive("deadline", time);
        return this;
    }

    /**
     * Sets how long one request may take; 5 seconds unless set.
     *
     * @param time how long, positive
     * @return this builder
     */
    public MonitorServiceBuilder attemptLimit(Duration time) {
        this.attemptLimit = Arguments.requirePositive("attemptLimit", time);
        return this;
    }

    /**
     * Sets how long closing the service waits for calls in flight before it ends them; 2 seconds unless set.
     *
     * @param time how long, not negative; zero ends them at once
     * @return this builder
     */
    public MonitorServiceBuilder closeGrace(Duration time) {
        this.closeGrace = Arguments.requireNotNegative("closeGrace", time);
        return this;
    }

    /**
     * Sets how many requests may be in flight at the same time; 64 unless set.
     *
     * @param requests the number of requests, at least 1
     * @return this builder
     */
    public MonitorServiceBuilder maxInFlight(int requests) {
        this.maxInFlight = Arguments.requireAtLeast("maxInFlight", 1, requests);
        return this;
    }

    /**
     * Sets how many calls may wait until another request has ended; 1,000 unless set, 0 refuses them at once.
     *
     * @param calls the number of calls, at least 0
     * @return this builder
     */
    public MonitorServiceBuilder maxWaiting(int calls) {
        this.maxWaiting = Arguments.requireAtLeast("maxWaiting", 0, calls);
        return this;
    }

    /**
     * Sets whether a request that opens a session is retried although the service may have processed it; false unless set, as
     * each retry may register the visitor twice.
     *
     * @param repeat whether it is retried
     * @return this builder
     */
    public MonitorServiceBuilder retryAmbiguousHandshake(boolean repeat) {
        this.retryAmbiguousHandshake = repeat;
        return this;
    }

    /**
     * Sets the executor for blocking transports and stores, listeners, and code that depends on returned futures. Unless set,
     * each task has a virtual thread on Java 21 and newer; on older versions there is a pool of at most {@code maxInFlight}
     * daemon threads, and one without an upper bound for code that depends on returned futures.
     *
     * <p>With an executor that has few threads, such code must not block. The executor is not shut down with the service.
     *
     * @param tasks the executor
     * @return this builder
     */
    public MonitorServiceBuilder executor(Executor tasks) {
        this.executor = Objects.requireNonNull(tasks, "executor");
        return this;
    }

    /**
     * Sets the clocks and the scheduler; those of the system unless set. The scheduler is not shut down with the service.
     *
     * @param wallClock the clock for the age of sessions
     * @param waiting the scheduler for deadlines and pauses
     * @param monotonic a clock such as {@link System#nanoTime()}, for deadlines
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
     * Adds a resource that is closed with the service, after the last call has ended.
     *
     * @param resource the resource, which the service owns from now on
     * @return this builder
     */
    public MonitorServiceBuilder onClose(AutoCloseable resource) {
        this.owned.add(Objects.requireNonNull(resource, "onClose"));
        return this;
    }

    /** {@return the service} */
    public MonitorService build() {
        MonitorListener events = new CompositeMonitorListener(listeners);
        List<AutoCloseable> closing = new ArrayList<>(owned);
        if (sessionStore instanceof InMemorySessionStore memory) {
            memory.attach();
            closing.add(memory::detach);
        }
        ClientExecutors executors = new ClientExecutors(executor, scheduler, closing, maxInFlight);
        SessionStore given = storeOrDefault();
        CachedSessionStore cache = given.blocking() ? cached(given, executors, events) : null;
        SessionStore store = cache == null ? given : cache;
        ForgottenVisitors forgotten = new ForgottenVisitors();
        ThreadingPolicy threading = new ThreadingPolicy(
                executors.executor(), store.blocking() || !listeners.isEmpty(), gateway.blocking(), store.blocking());
        SessionChurnDetector churn = new SessionChurnDetector(nanoTime, events);
        SessionRegistry sessions = new SessionRegistry(
                store,
                cache == null ? (visitor, record) -> {} : cache::keep,
                forgotten,
                lifetime,
                clock,
                churn,
                events);
        SessionSingleFlight singleFlight = new SessionSingleFlight(threading::settle);
        AttemptExecutor attempts = new AttemptExecutor(
                sessions,
                singleFlight,
                new AttemptRetrier(retryPolicy, executors.scheduler(), events),
                sender(store, sessions, threading, executors, events),
                threading);
        CallEventPublisher publisher = new CallEventPublisher(!listeners.isEmpty(), events, nanoTime);
        CallFactory calls = new CallFactory(
                attempts,
                sessions,
                new EngagementCache(nanoTime),
                new CallContexts(deadline, nanoTime, publisher, forgotten, singleFlight));
        Shutdown shutdown = new Shutdown(closeGrace, executors);
        CallRunner runner = new CallRunner(threading, executors, shutdown);
        WarmUp warmUp = new WarmUp(gateway, store, executors.executor(), nanoTime);
        return new DefaultMonitorService(calls, runner, sessions, warmUp, shutdown);
    }

    private AttemptSender sender(
            SessionStore store,
            SessionRegistry sessions,
            ThreadingPolicy threading,
            ClientExecutors executors,
            MonitorListener events) {
        AttemptTimeout limit = new AttemptTimeout(attemptLimit, nanoTime);
        SessionCreationLock claims = new SessionCreationLock(store, limit.lease(), executors, events);
        RequestBulkhead bulkhead = new RequestBulkhead(maxInFlight, maxWaiting, executors.executor());
        ResponseHandler responses = new ResponseHandler(sessions, claims, retryAmbiguousHandshake);
        return new AttemptSender(
                new SessionCreationLimiter(creationsPerSecond, creationBurst, nanoTime, executors),
                bulkhead,
                claims,
                new GatewayExchange(gateway, limit, bulkhead, threading, executors.scheduler(), responses));
    }

    private SessionStore storeOrDefault() {
        return sessionStore != null ? sessionStore : new InMemorySessionStore(100_000, lifetime, clock);
    }

    /** Calls go on whatever a store with a network does: this node's memory stands in for it. */
    private CachedSessionStore cached(SessionStore blocking, ClientExecutors executors, MonitorListener events) {
        return new CachedSessionStore(
                blocking, nearCache, executors.executor(), executors.scheduler(), nanoTime, events);
    }
}
