package io.monitorapi.http;

import io.monitorapi.MonitorService;
import io.monitorapi.engine.MonitorServiceBuilder;
import io.monitorapi.port.MonitorListener;
import io.monitorapi.port.RetryPolicy;
import io.monitorapi.port.SessionStore;
import io.monitorapi.retry.Resilience4jRetryPolicy;
import io.monitorapi.session.SessionLifetime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Builds a {@link MonitorService} that uses the Monitor API over HTTPS, for any JVM application.
 *
 * <p>Account id and app installation id are required; all other settings have a default.
 */
public final class HttpMonitor {

    private HttpMonitor() {}

    /** {@return an empty builder} */
    public static Builder builder() {
        return new Builder();
    }

    /** Builds services; not thread-safe. */
    public static final class Builder extends HttpSettings<Builder> {

        private final List<Consumer<MonitorServiceBuilder>> service = new ArrayList<>();

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /**
         * Sets the store of sessions; default: the memory of this node. The caller must close the store.
         *
         * @param store the store
         * @return this builder
         */
        public Builder sessionStore(SessionStore store) {
            Objects.requireNonNull(store, "sessionStore");
            return with(builder -> builder.sessionStore(store));
        }

        /**
         * Sets how long this node caches a record of a shared store; default: 10 seconds. While the store is unavailable, this
         * node uses its cached records regardless of this setting.
         *
         * @param timeToLive the time, not negative; zero reads the store for every request
         * @return this builder
         */
        public Builder nearCache(Duration timeToLive) {
            return with(builder -> builder.nearCache(timeToLive));
        }

        /**
         * Limits the rate at which this node opens sessions; default: 50 per second with a burst of 100. Calls above the limit
         * wait, and fail with reason CREATION_LIMITED if they would have to wait past their deadline.
         *
         * @param perSecond sessions per second, at least 1
         * @param burst sessions at once after a quiet period, at least 1
         * @return this builder
         */
        public Builder creationLimit(int perSecond, int burst) {
            return with(builder -> builder.creationLimit(perSecond, burst));
        }

        /**
         * Sets the retry policy; default: {@link Resilience4jRetryPolicy#standard()}, with the service's published schedule.
         *
         * @param policy the policy
         * @return this builder
         */
        public Builder retryPolicy(RetryPolicy policy) {
            Objects.requireNonNull(policy, "retryPolicy");
            return with(builder -> builder.retryPolicy(policy));
        }

        /**
         * Adds a listener for the events of the service.
         *
         * @param listener the listener
         * @return this builder
         */
        public Builder listener(MonitorListener listener) {
            Objects.requireNonNull(listener, "listener");
            return with(builder -> builder.listener(listener));
        }

        /**
         * Sets how long a session is used and how long a visitor is kept; default: {@link SessionLifetime#DEFAULT}.
         *
         * @param sessionLifetime the durations
         * @return this builder
         */
        public Builder lifetime(SessionLifetime sessionLifetime) {
            Objects.requireNonNull(sessionLifetime, "lifetime");
            return with(builder -> builder.lifetime(sessionLifetime));
        }

        /**
         * Sets the deadline of a whole call, including waiting and retries; default: 15 seconds.
         *
         * @param time the time, positive
         * @return this builder
         */
        public Builder deadline(Duration time) {
            return with(builder -> builder.deadline(time));
        }

        /**
         * Sets the timeout of one request; default: 5 seconds.
         *
         * @param time the timeout, positive
         * @return this builder
         */
        public Builder attemptLimit(Duration time) {
            return with(builder -> builder.attemptLimit(time));
        }

        /**
         * Sets how long {@code close()} waits for calls in flight before it aborts them; default: 2 seconds.
         *
         * @param time the time, not negative; zero aborts them at once
         * @return this builder
         */
        public Builder closeGrace(Duration time) {
            return with(builder -> builder.closeGrace(time));
        }

        /**
         * Limits the requests in flight; default: 64.
         *
         * @param requests the number, at least 1
         * @return this builder
         */
        public Builder maxInFlight(int requests) {
            this.maxConnections = Math.max(1, requests);
            return with(builder -> builder.maxInFlight(requests));
        }

        /**
         * Limits the calls that wait while the maximum of requests is in flight; default: 1,000. Further calls fail at once.
         *
         * @param calls the number, at least 0
         * @return this builder
         */
        public Builder maxWaiting(int calls) {
            return with(builder -> builder.maxWaiting(calls));
        }

        /**
         * Sets whether a request that opens a session is sent again when the service may have processed it; default: false, as
         * sending it again may register the visitor twice.
         *
         * @param repeat whether to send it again
         * @return this builder
         */
        public Builder retryAmbiguousHandshake(boolean repeat) {
            return with(builder -> builder.retryAmbiguousHandshake(repeat));
        }

        /**
         * Sets the executor for blocking transports and stores, listeners, and code that depends on returned futures; see
         * {@link MonitorServiceBuilder#executor}. It is not shut down with the service.
         *
         * @param tasks the executor
         * @return this builder
         */
        public Builder executor(Executor tasks) {
            Objects.requireNonNull(tasks, "executor");
            return with(builder -> builder.executor(tasks));
        }

        /**
         * Sets the clocks and the scheduler, for tests; default: those of the system. The caller must shut the scheduler down.
         *
         * @param wallClock the current time, for the timestamps of sessions
         * @param scheduler schedules deadlines and pauses
         * @param monotonic a monotonic clock in nanoseconds for deadlines, such as {@link System#nanoTime()}
         * @return this builder
         */
        public Builder time(InstantSource wallClock, ScheduledExecutorService scheduler, LongSupplier monotonic) {
            this.clock = Objects.requireNonNull(wallClock, "clock");
            this.nanoTime = Objects.requireNonNull(monotonic, "nanoTime");
            Objects.requireNonNull(scheduler, "scheduler");
            return with(builder -> builder.time(wallClock, scheduler, monotonic));
        }

        /**
         * {@return the service, which the caller must close}
         *
         * @throws IllegalArgumentException if the account id or the app installation id is missing, a setting is out of range,
         *     or settings contradict each other
         */
        public MonitorService build() {
            HttpMonitorGateway gateway = new HttpMonitorGateway(this);
            try {
                // A policy keeps state: services of one builder must not share circuit breaker and budget.
                MonitorServiceBuilder builder = MonitorServiceBuilder.forGateway(gateway)
                        .onClose(gateway)
                        .retryPolicy(Resilience4jRetryPolicy.standard());
                service.forEach(setting -> setting.accept(builder));
                return builder.build();
            } catch (RuntimeException invalid) {
                gateway.close();
                throw invalid;
            }
        }

        private Builder with(Consumer<MonitorServiceBuilder> setting) {
            service.add(setting);
            return this;
        }
    }
}
