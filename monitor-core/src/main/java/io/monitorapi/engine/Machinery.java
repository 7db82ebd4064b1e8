package io.monitorapi.engine;

import io.monitorapi.memory.CachedSessionStore;
import io.monitorapi.port.MonitorGateway;
import io.monitorapi.port.MonitorListener;
import io.monitorapi.port.RetryPolicy;
import io.monitorapi.port.SessionStore;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;

/**
 * What all calls of one service share.
 *
 * @param gateway the road to the service
 * @param retryPolicy repeats attempts
 * @param book keeps the sessions
 * @param lastAnswers keeps answers for calls that take an old one
 * @param handshakes lets one call of a visitor open its session
 * @param creations bounds the sessions that are opened
 * @param permits bounds the requests under way
 * @param listener is told what happens
 * @param news tells of calls
 * @param executor runs what must not run on a transport's thread
 * @param scheduler waits
 * @param nanoTime measures deadlines
 * @param attemptLimit how long one request may take
 * @param retryAmbiguousHandshake whether an unanswered handshake may be repeated
 * @param hops whether what follows an answer has to leave the transport's thread, as it blocks or is somebody else's code
 * @param blocks whether a call may block the thread that it begins on
 */
record Machinery(
        MonitorGateway gateway,
        RetryPolicy retryPolicy,
        SessionRegistry book,
        EngagementCache lastAnswers,
        SessionSingleFlight handshakes,
        SessionCreationLimiter creations,
        RequestBulkhead permits,
        MonitorListener listener,
        CallEventPublisher news,
        Executor executor,
        ScheduledExecutorService scheduler,
        LongSupplier nanoTime,
        Duration attemptLimit,
        boolean retryAmbiguousHandshake,
        boolean hops,
        boolean blocks) {

    /** A claim outlives the request that it covers by this, so that it never ends before the answer is stored. */
    private static final Duration LEASE_MARGIN = Duration.ofMillis(500);

    static Machinery of(MonitorServiceBuilder builder, ClientExecutors threads) {
        MonitorListener listener = new CompositeMonitorListener(builder.listeners);
        SessionStore store = store(builder, threads, listener);
        SessionClaims claims = new SessionClaims(store, builder.attemptLimit.plus(LEASE_MARGIN), threads, listener);
        SessionChurnDetector churn = new SessionChurnDetector(builder.nanoTime, listener);
        return new Machinery(
                builder.gateway,
                builder.retryPolicy,
                new SessionRegistry(store, claims, builder.lifetime, builder.clock, churn, listener),
                new EngagementCache(builder.nanoTime),
                new SessionSingleFlight(threads.executor()),
                new SessionCreationLimiter(
                        builder.creationsPerSecond, builder.creationBurst, builder.nanoTime, threads),
                new RequestBulkhead(builder.maxInFlight, builder.maxWaiting, threads.executor()),
                listener,
                new CallEventPublisher(!builder.listeners.isEmpty(), listener, builder.nanoTime),
                threads.executor(),
                threads.scheduler(),
                builder.nanoTime,
                builder.attemptLimit,
                builder.retryAmbiguousHandshake,
                store.blocking() || !builder.listeners.isEmpty(),
                store.blocking() || builder.gateway.blocking());
    }

    /** Whatever a store of others does, calls must go on: it is asked through this node's memory. */
    private static SessionStore store(
            MonitorServiceBuilder builder, ClientExecutors threads, MonitorListener listener) {
        SessionStore store = builder.storeOrDefault();
        return store.blocking()
                ? new CachedSessionStore(
                        store, builder.nearCache, threads.executor(), threads.scheduler(), builder.nanoTime, listener)
                : store;
    }
}
