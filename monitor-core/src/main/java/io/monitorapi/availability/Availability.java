package io.monitorapi.availability;

import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.internal.Arguments;
import io.monitorapi.session.Visitor;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Watches what is offered to visitors: polls the service, and notifies a listener of changes.
 *
 * <p>The first request of a visitor is sent at once, by default for 50 visitors per second; the second after a random part of
 * the interval, further ones at the interval. Watches that start together are thus spread over the interval. Watches of the
 * same visitor and request share one poll. While requests fail, the delay between them grows to about five minutes. Every
 * request is a {@code getEngagement} call in the visitor's session, with the deadline and retries of the service.
 *
 * <p>The watches of a visitor end when the visitor is {@linkplain io.monitorapi.Sessions#forget forgotten} on this node.
 *
 * <p>Thread-safe. Create one per service, and close it before the service; if the service is closed first, all watches end
 * with their next request.
 */
public final class Availability implements AutoCloseable {

    private final ConcurrentHashMap<PollKey, PollLoop> polls = new ConcurrentHashMap<>();
    private final ScheduledExecutorService defaultScheduler = DefaultScheduler.create();
    private final Executor executor;
    private final PollContext context;
    private final Runnable removeForgetListener;
    private volatile boolean closed;

    private Availability(Builder builder) {
        this.executor = builder.executor != null ? builder.executor : defaultScheduler;
        this.context = new PollContext(
                builder.service,
                builder.clock,
                builder.scheduler != null ? builder.scheduler : defaultScheduler,
                builder.nanoTime,
                new PollBackoff(builder.random),
                new PollRateLimiter(builder.firstRequestsPerSecond, builder.nanoTime.getAsLong()),
                this::close);
        this.removeForgetListener = builder.service.sessions().onForget(this::endWatches);
    }

    /**
     * Creates an instance with default settings.
     *
     * @param service receives the requests; it is not closed together with the instance
     * @return an instance without watches
     */
    public static Availability of(MonitorService service) {
        return builder(service).build();
    }

    /**
     * Creates a builder.
     *
     * @param service receives the requests; it is not closed together with the instance
     * @return a builder with default settings
     */
    public static Builder builder(MonitorService service) {
        return new Builder(service);
    }

    /**
     * Watches a visitor until the watch is closed, every 30 seconds.
     *
     * @param visitor the visitor
     * @param request the request, sent each time; engagement attributes that are events are sent once
     * @param listener is notified of the first result and of changes
     * @return the watch
     * @throws MonitorException with reason CLOSED if this instance has been closed
     */
    public Watch watch(Visitor visitor, EngagementRequest request, AvailabilityListener listener) {
        return watch(visitor, request, WatchOptions.defaults(), listener);
    }

    /**
     * Watches a visitor until the watch is closed.
     *
     * @param visitor the visitor
     * @param request the request, sent each time; engagement attributes that are events are sent once
     * @param options how often requests are sent, and which results are notified
     * @param listener is notified of the current state or the first result, and of changes
     * @return the watch
     * @throws MonitorException with reason CLOSED if this instance has been closed
     */
    public Watch watch(
            Visitor visitor, EngagementRequest request, WatchOptions options, AvailabilityListener listener) {
        PollKey key = new PollKey(visitor, request);
        Objects.requireNonNull(options, "options");
        Objects.requireNonNull(listener, "listener");
        Watch[] created = new Watch[1];
        polls.compute(key, (same, existing) -> {
            PollLoop poll = existing == null ? new PollLoop(key, context) : existing;
            created[0] = new Watch(poll::state, watch -> remove(poll, watch), options, listener, executor);
            poll.add(created[0]);
            return poll;
        });
        Watch watch = created[0];
        if (closed) {
            watch.close();
            throw MonitorException.builder(Reason.CLOSED).build();
        }
        watch.stateChanged();
        return watch;
    }

    private void remove(PollLoop poll, Watch watch) {
        polls.computeIfPresent(poll.key(), (same, current) -> current == poll && poll.remove(watch) ? null : current);
    }

    /** The request of a watch identifies the consumer that the visitor was forgotten for. */
    private void endWatches(Visitor visitor) {
        for (PollLoop poll : List.copyOf(polls.values())) {
            if (poll.key().visitor().equals(visitor)) {
                poll.end();
                polls.remove(poll.key(), poll);
            }
        }
    }

    /**
     * Ends all watches and the threads that this instance started; a scheduler or executor that was passed in stays open. Closing
     * twice has no effect.
     */
    @Override
    public void close() {
        closed = true;
        removeForgetListener.run();
        for (PollLoop poll : List.copyOf(polls.values())) {
            poll.end();
            polls.remove(poll.key(), poll);
        }
        defaultScheduler.shutdown();
    }

    /** Builds an {@link Availability}; not thread-safe. */
    public static final class Builder {

        private final MonitorService service;
        private @Nullable Executor executor;
        private @Nullable ScheduledExecutorService scheduler;
        private InstantSource clock = InstantSource.system();
        private LongSupplier nanoTime = System::nanoTime;
        private DoubleSupplier random = () -> ThreadLocalRandom.current().nextDouble();
        private int firstRequestsPerSecond = 50;

        private Builder(MonitorService service) {
            this.service = Objects.requireNonNull(service, "service");
        }

        /**
         * Sets the executor that calls listeners. Default: up to 4 daemon threads, which send requests as well. It is not shut
         * down by {@link Availability#close()}.
         *
         * @param listenerExecutor the executor
         * @return this builder
         */
        public Builder executor(Executor listenerExecutor) {
            this.executor = Objects.requireNonNull(listenerExecutor, "executor");
            return this;
        }

        /**
         * Sets clocks and scheduler. Default: those of the system. The scheduler is not shut down by
         * {@link Availability#close()}.
         *
         * @param wallClock the source of timestamps of states
         * @param requestScheduler schedules and sends requests
         * @param monotonic a monotonic clock that measures delays, such as {@link System#nanoTime()}
         * @return this builder
         */
        public Builder time(
                InstantSource wallClock, ScheduledExecutorService requestScheduler, LongSupplier monotonic) {
            this.clock = Objects.requireNonNull(wallClock, "clock");
            this.scheduler = Objects.requireNonNull(requestScheduler, "scheduler");
            this.nanoTime = Objects.requireNonNull(monotonic, "nanoTime");
            return this;
        }

        /**
         * Limits how many first requests are sent per second, so that a page that many consumers open at the same time, or a node
         * that starts under load, does not open all their sessions at once. Default: 50.
         *
         * @param visitors the number of visitors per second, at least 1
         * @return this builder
         */
        public Builder firstRequestsPerSecond(int visitors) {
            this.firstRequestsPerSecond = Arguments.requireAtLeast("firstRequestsPerSecond", 1, visitors);
            return this;
        }

        Builder random(DoubleSupplier numbers) {
            this.random = numbers;
            return this;
        }

        /** {@return an instance without watches} */
        public Availability build() {
            return new Availability(this);
        }
    }
}
