package io.monitorapi.engine;

import io.monitorapi.CallOptions;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.Report;
import io.monitorapi.port.Deadline;
import io.monitorapi.session.Visitor;
import java.time.Duration;
import java.util.Objects;
import java.util.function.LongSupplier;

/** Creates calls from the arguments of the application. */
final class CallFactory {

    private final AttemptExecutor attempts;
    private final SessionRegistry sessions;
    private final EngagementCache cache;
    private final CallContexts contexts;

    CallFactory(AttemptExecutor attempts, SessionRegistry sessions, EngagementCache cache, CallContexts contexts) {
        this.attempts = attempts;
        this.sessions = sessions;
        this.cache = cache;
        this.contexts = contexts;
    }

    EngagementCall engagementCall(Visitor visitor, EngagementRequest request, CallOptions options) {
        Objects.requireNonNull(visitor, "visitor");
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(options, "options");
        return new EngagementCall(contexts.of(visitor, options), attempts, sessions, cache, request, options.maxAge());
    }

    ReportCall reportCall(Visitor visitor, Report report, CallOptions options) {
        Objects.requireNonNull(visitor, "visitor");
        Objects.requireNonNull(report, "report");
        Objects.requireNonNull(options, "options");
        return new ReportCall(contexts.of(visitor, options), attempts, sessions, report, options.repeatable());
    }

    /**
     * Creates the contexts of calls.
     *
     * @param deadline how long a call may take whose options do not say
     * @param nanoTime the clock that deadlines are measured with
     * @param events publishes the events of the calls
     * @param forgotten the visitors that were forgotten
     * @param singleFlight lets one call of a visitor open its session
     */
    record CallContexts(
            Duration deadline,
            LongSupplier nanoTime,
            CallEventPublisher events,
            ForgottenVisitors forgotten,
            SessionSingleFlight singleFlight) {

        CallContext of(Visitor visitor, CallOptions options) {
            Duration time = options.deadline() == null ? deadline : options.deadline();
            return new CallContext(visitor, Deadline.in(time, nanoTime), events, forgotten.epoch(), singleFlight);
        }
    }
}
