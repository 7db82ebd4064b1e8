package io.monitorapi.engine;

import io.monitorapi.CallOptions;
import io.monitorapi.MonitorService;
import io.monitorapi.Sessions;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.engagement.Report;
import io.monitorapi.engagement.ReportReceipt;
import io.monitorapi.error.Reason;
import io.monitorapi.port.Deadline;
import io.monitorapi.session.Visitor;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Opens and ends calls; what happens in between is their own. */
final class DefaultMonitorService implements MonitorService {

    private final Machinery machinery;
    private final Duration deadline;
    private final Shutdown shutdown;
    private final ClientExecutors executors;

    DefaultMonitorService(MonitorServiceBuilder builder) {
        ClientExecutors threads =
                new ClientExecutors(builder.executor, builder.scheduler, builder.owned, builder.maxInFlight);
        this.executors = threads;
        this.shutdown = new Shutdown(builder.closeGrace, threads);
        this.machinery = Machinery.of(builder, threads);
        this.deadline = builder.deadline;
    }

    @Override
    public EngagementResult getEngagement(Visitor visitor, EngagementRequest request, CallOptions options) {
        return await(engagementCall(visitor, request, options));
    }

    @Override
    public CompletableFuture<EngagementResult> getEngagementAsync(
            Visitor visitor, EngagementRequest request, CallOptions options) {
        return later(engagementCall(visitor, request, options));
    }

    @Override
    public ReportReceipt report(Visitor visitor, Report report, CallOptions options) {
        return await(reportCall(visitor, report, options));
    }

    @Override
    public CompletableFuture<ReportReceipt> reportAsync(Visitor visitor, Report report, CallOptions options) {
        return later(reportCall(visitor, report, options));
    }

    private EngagementCall engagementCall(Visitor visitor, EngagementRequest request, CallOptions options) {
        Objects.requireNonNull(visitor, "visitor");
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(options, "options");
        return new EngagementCall(machinery, visitor, request, options.maxAge(), deadline(options));
    }

    private ReportCall reportCall(Visitor visitor, Report report, CallOptions options) {
        Objects.requireNonNull(visitor, "visitor");
        Objects.requireNonNull(report, "report");
        Objects.requireNonNull(options, "options");
        return new ReportCall(machinery, visitor, report, options.repeatable(), deadline(options));
    }

    private Deadline deadline(CallOptions options) {
        Duration time = options.deadline() == null ? deadline : options.deadline();
        return Deadline.in(time, machinery.nanoTime());
    }

    private <T> T await(Call<T> call) {
        call.ending().callStarts();
        if (Thread.currentThread().isInterrupted()) {
            call.ending().giveUp(Reason.INTERRUPTED);
        } else {
            begin(call);
        }
        return call.ending().await();
    }

    private <T> CompletableFuture<T> later(Call<T> call) {
        call.ending().callStarts();
        CompletableFuture<T> given = new CompletableFuture<>();
        given.whenComplete((result, failure) -> {
            if (given.isCancelled()) {
                call.ending().giveUp(Reason.CANCELLED);
            }
        });
        endInTime(call);
        if (machinery.blocks()) {
            run(() -> begin(call), call);
        } else {
            begin(call);
        }
        // Nobody has the future yet, so that a call that has ended already can be told here and now.
        boolean atOnce = call.ending().hasCome();
        call.ending().result().whenComplete((result, failure) -> {
            if (atOnce) {
                complete(given, result, failure);
            } else {
                handOver(given, result, failure);
            }
        });
        return given;
    }

    private void begin(Call<?> call) {
        shutdown.watch(call);
        if (shutdown.hasBegun()) {
            call.ending().giveUp(Reason.CLOSED);
        } else {
            call.start();
        }
    }

    private void endInTime(Call<?> call) {
        if (shutdown.hasBegun()) {
            return;
        }
        // On a callback thread: all threads of the executor may be blocked by exchanges.
        Runnable timeout = () -> executors.runCallback(call.ending()::giveUpAtDeadline);
        try {
            ScheduledFuture<?> timer =
                    machinery.scheduler().schedule(timeout, call.ending().remainingNanos(), TimeUnit.NANOSECONDS);
            call.ending().result().whenComplete((result, failure) -> timer.cancel(false));
        } catch (RejectedExecutionException refused) {
            refuse(call);
        }
    }

    /** Callbacks of the application may block: they run on threads that no other call needs. */
    private <T> void handOver(CompletableFuture<T> given, T result, Throwable failure) {
        executors.runCallback(() -> CallbackScope.run(() -> complete(given, result, failure)));
    }

    private static <T> void complete(CompletableFuture<T> given, T result, Throwable failure) {
        if (failure == null) {
            given.complete(result);
        } else {
            given.completeExceptionally(failure);
        }
    }

    private void run(Runnable work, Call<?> call) {
        try {
            machinery.executor().execute(work);
        } catch (RejectedExecutionException refused) {
            refuse(call);
        }
    }

    private void refuse(Call<?> call) {
        call.ending().giveUp(shutdown.hasBegun() ? Reason.CLOSED : Reason.SATURATED);
    }

    @Override
    public Sessions sessions() {
        return machinery.book();
    }

    @Override
    public void close() {
        shutdown.begin();
    }
}
