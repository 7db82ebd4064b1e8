package io.monitorapi.availability;

import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
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
 * Watches what may be offered to visitors: asks the service again and again, and tells when it changes.
 *
 * <p>The first question of a visitor is asked at once, 50 visitors a second unless set otherwise; the second after a random
 * part of the interval, the others at the interval. So watches that begin together are spread over it. Watches of the same
 * visitor and request share one poll. While the service fails, it is asked ever more rarely, every five minutes or so in the
 * end. Every question is a call of the service in the visitor's session, with the service's own deadline and retries.
 *
 * <p>Safe for use by any thread. Make one for a service, and close it before the service; if the service is closed first,
 * all watches end with their next question.
 */
public final class Availability implements AutoCloseable {

    private final ConcurrentHashMap<PollKey, Poll> polls = new ConcurrentHashMap<>();
    private final ScheduledExecutorService own = DefaultScheduler.pool();
    private final Executor executor;
    private final PollContext asking;
    private volatile boolean closed;

    private Availability(Builder builder) {
        this.executor = builder.executor != null ? builder.executor : own;
        this.asking = new PollContext(
                builder.service,
                builder.clock,
                builder.scheduler != null ? builder.scheduler : own,
                builder.nanoTime,
                new PollBackoff(builder.random),
                new Pacer(builder.firstQuestionsPerSecond, builder.nanoTime.getAsLong()),
                this::close);
    }

    /**
     * Makes watches possible.
     *
     * @param service who is asked; it is not closed together with this
     * @return an object without watches
     */
    public static Availability of(MonitorService service) {
        return builder(service).build();
    }

    /**
     * Makes watches possible, with settings.
     *
     * @param service who is asked; it is not closed together with this
     * @return a builder with all defaults
     */
    public static Builder builder(MonitorService service) {
        return new Builder(service);
    }

    /**
     * Watches a visitor until the watch is closed, every 30 seconds.
     *
     * @param visitor one device of one consumer
     * @param request what is known of the consumer, sent with every question
     * @param listener is told the first answer, and changes
     * @return the watch
     * @throws MonitorException with reason CLOSED if this has been closed
     */
    public Watch watch(Visitor visitor, EngagementRequest request, AvailabilityListener listener) {
        return watch(visitor, request, WatchOptions.defaults(), listener);
    }

    /**
     * Watches a visitor until the watch is closed.
     *
     * @param visitor one device of one consumer
     * @param request what is known of the consumer, sent with every question
     * @param options how often to ask, and what to tell
     * @param listener is told the first answer, or what is known already, and changes
     * @return the watch
     * @throws MonitorException with reason CLOSED if this has been closed
     */
    public Watch watch(
            Visitor visitor, EngagementRequest request, WatchOptions options, AvailabilityListener listener) {
        PollKey question = new PollKey(visitor, request);
        Objects.requireNonNull(options, "options");
        Objects.requireNonNull(listener, "listener");
        Watch[] made = new Watch[1];
        polls.compute(question, (same, present) -> {
            Poll poll = present == null ? new Poll(question, asking) : present;
            made[0] = new Watch(this, poll, options, listener, executor);
            poll.add(made[0]);
            return poll;
        });
        Watch watch = made[0];
        if (closed) {
            watch.close();
            throw MonitorException.builder(Reason.CLOSED).build();
        }
        watch.wake();
        return watch;
    }

    void leave(Watch watch) {
        polls.computeIfPresent(
                watch.poll().question(), (same, poll) -> poll == watch.poll() && poll.remove(watch) ? null : poll);
    }

    /**
     * Ends all watches and every thread that this started, and nothing that it was given. Closing twice does nothing.
     */
    @Override
    public void close() {
        closed = true;
        for (Poll poll : List.copyOf(polls.values())) {
            poll.end();
            polls.remove(poll.question(), poll);
        }
        own.shutdown();
    }

    /** Sets the few things that can be different; not safe for use by several threads at once. */
    public static final class Builder {

        private final MonitorService service;
        private @Nullable Executor executor;
        private @Nullable ScheduledExecutorService scheduler;
        private InstantSource clock = InstantSource.system();
        private LongSupplier nanoTime = System::nanoTime;
        private DoubleSupplier random = () -> ThreadLocalRandom.current().nextDouble();
        private int firstQuestionsPerSecond = 50;

        private Builder(MonitorService service) {
            this.service = Objects.requireNonNull(service, "service");
        }

        /**
         * Sets what calls listeners; a few daemon threads unless set, which ask as well. It is not shut down with the watches.
         *
         * @param calls the executor
         * @return this builder
         */
        public Builder executor(Executor calls) {
            this.executor = Objects.requireNonNull(calls, "executor");
            return this;
        }

        /**
         * Sets what time it is and who waits; the system's unless set. The scheduler is not shut down with the watches.
         *
         * @param wallClock tells since when something is known
         * @param waiting waits for the next question, and asks it
         * @param monotonic a clock of the kind of {@link System#nanoTime()}, which pauses are measured with
         * @return this builder
         */
        public Builder time(InstantSource wallClock, ScheduledExecutorService waiting, LongSupplier monotonic) {
            this.clock = Objects.requireNonNull(wallClock, "clock");
            this.scheduler = Objects.requireNonNull(waiting, "scheduler");
            this.nanoTime = Objects.requireNonNull(monotonic, "nanoTime");
            return this;
        }

        /**
         * Sets how many first questions are asked in a second, so that a page that is opened by many at once, or a node that
         * starts under load, does not open all their sessions at once; 50 unless set.
         *
         * @param visitors how many, at least 1
         * @return this builder
         */
        public Builder firstQuestionsPerSecond(int visitors) {
            if (visitors < 1) {
                throw new IllegalArgumentException("firstQuestionsPerSecond must be at least 1, but is " + visitors);
            }
            this.firstQuestionsPerSecond = visitors;
            return this;
        }

        Builder random(DoubleSupplier numbers) {
            this.random = numbers;
            return this;
        }

        /** {@return an object without watches} */
        public Availability build() {
            return new Availability(this);
        }
    }
}
