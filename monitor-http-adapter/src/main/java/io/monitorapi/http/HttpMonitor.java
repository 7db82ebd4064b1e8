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
 * Builds a {@link MonitorService} that asks the Monitor API over HTTPS, for any JVM application.
 *
 * <p>Account id and app installation id are all that is needed; everything else has a default.
 */
public final class HttpMonitor {

    private HttpMonitor() {}

    /** {@return an empty builder} */
    public static Builder builder() {
        return new Builder();
    }

    /** Puts a service together; not safe for use by several threads at once. */
    public static final class Builder extends HttpSettings<Builder> {

        private final List<Consumer<MonitorServiceBuilder>> service = new ArrayList<>();

        private Builder() {
            retryPolicy(Resilience4jRetryPolicy.standard());
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * Sets where sessions are kept; in this node's memory unless set. The store is not closed with the service.
         *
         * @param store the store
         * @return this builder
         */
        public Builder sessionStore(SessionStore store) {
            Objects.requireNonNull(store, "sessionStore");
            return with(builder -> builder.sessionStore(store));
        }

        /**
         * Sets how long this node uses what a store that blocks said of a visitor without asking it again; 10 seconds unless
         * set. While such a store is out of reach, this node's memory stands in for it, whatever is set here.
         *
         * @param trusted how long, not negative; zero asks the store for every request
         * @return this builder
         */
        public Builder nearCache(Duration trusted) {
            return with(builder -> builder.nearCache(trusted));
        }

        /**
         * Sets how many sessions this node may open; 50 in a second and 100 at once unless set. More wait for their turn, and
         * fail with reason CREATION_LIMITED if it comes after their deadline.
         *
         * @param perSecond how many in a second, at least 1
         * @param burst how many at once after a quiet time, at least 1
         * @return this builder
         */
        public Builder creationLimit(int perSecond, int burst) {
            return with(builder -> builder.creationLimit(perSecond, burst));
        }

        /**
         * Sets how failed attempts are repeated; after the pauses that the service publishes unless set.
         *
         * @param policy the policy
         * @return this builder
         */
        public Builder retryPolicy(RetryPolicy policy) {
            Objects.requireNonNull(policy, "retryPolicy");
            return with(builder -> builder.retryPolicy(policy));
        }

        /**
         * Adds somebody who is told what the service does.
         *
         * @param listener who is told
         * @return this builder
         */
        public Builder listener(MonitorListener listener) {
            Objects.requireNonNull(listener, "listener");
            return with(builder -> builder.listener(listener));
        }

        /**
         * Sets how long a session is used and a visitor remembered; {@link SessionLifetime#DEFAULT} unless set.
         *
         * @param sessionLifetime the durations
         * @return this builder
         */
        public Builder lifetime(SessionLifetime sessionLifetime) {
            Objects.requireNonNull(sessionLifetime, "lifetime");
            return with(builder -> builder.lifetime(sessionLifetime));
        }

        /**
         * Sets how long a whole call may take, waiting and retries included; 15 seconds unless set.
         *
         * @param time how long, positive
         * @return this builder
         */
        public Builder deadline(Duration time) {
            return with(builder -> builder.deadline(time));
        }

        /**
         * Sets how long one request may take; 5 seconds unless set.
         *
         * @param time how long, positive
         * @return this builder
         */
        public Builder attemptLimit(Duration time) {
            return with(builder -> builder.attemptLimit(time));
        }

        /**
         * Sets how long closing the service waits for calls under way before it ends them; 2 seconds unless set.
         *
         * @param time how long, not negative; zero ends them at once
         * @return this builder
         */
        public Builder closeGrace(Duration time) {
            return with(builder -> builder.closeGrace(time));
        }

        /**
         * Sets how many requests may be under way at the same time; 64 unless set.
         *
         * @param requests how many, at least 1
         * @return this builder
         */
        public Builder maxInFlight(int requests) {
            this.maxConnections = Math.max(1, requests);
            return with(builder -> builder.maxInFlight(requests));
        }

        /**
         * Sets how many more calls may wait for their turn; 1,000 unless set, 0 refuses them at once.
         *
         * @param calls how many, at least 0
         * @return this builder
         */
        public Builder maxWaiting(int calls) {
            return with(builder -> builder.maxWaiting(calls));
        }

        /**
         * Sets whether a request that opens a session is repeated although nobody knows whether it was processed; false
         * unless set, as each repetition may register the visitor twice.
         *
         * @param repeat whether it is repeated
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
         * Sets what time it is and who waits; the system's unless set. The scheduler is not shut down with the service.
         *
         * @param wallClock tells the time that sessions are dated with
         * @param waiting waits for deadlines and pauses
         * @param monotonic a clock of the kind of {@link System#nanoTime()}, which deadlines are measured with
         * @return this builder
         */
        public Builder time(InstantSource wallClock, ScheduledExecutorService waiting, LongSupplier monotonic) {
            this.clock = Objects.requireNonNull(wallClock, "clock");
            this.nanoTime = Objects.requireNonNull(monotonic, "nanoTime");
            Objects.requireNonNull(waiting, "scheduler");
            return with(builder -> builder.time(wallClock, waiting, monotonic));
        }

        /**
         * {@return the service, which has to be closed}
         *
         * @throws IllegalArgumentException if account id or app installation id are missing, a setting is out of its
         *     range, or settings contradict
         */
        public MonitorService build() {
            HttpMonitorGateway gateway = new HttpMonitorGateway(this);
            try {
                MonitorServiceBuilder builder =
                        MonitorServiceBuilder.forGateway(gateway).onClose(gateway);
                service.forEach(setting -> setting.accept(builder));
                return builder.build();
            } catch (RuntimeException wrong) {
                gateway.close();
                throw wrong;
            }
        }

        private Builder with(Consumer<MonitorServiceBuilder> setting) {
            service.add(setting);
            return this;
        }
    }
}
