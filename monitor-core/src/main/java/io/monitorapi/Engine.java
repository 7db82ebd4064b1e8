package io.monitorapi;

import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.error.Reason;
import io.monitorapi.port.Deadline;
import io.monitorapi.session.Visitor;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Opens and ends calls; what happens in between is {@link EngagementCall}'s. */
final class Engine implements MonitorService {

    private final Machinery machinery;
    private final Duration deadline;
    private final Threads threads;
    private final Set<EngagementCall> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    Engine(MonitorServiceBuilder builder) {
        this.threads = new Threads(builder);
        this.machinery = Machinery.of(builder, threads);
        this.deadline = builder.deadline;
    }

    @Override
    public EngagementResult getEngagement(Visitor visitor, EngagementRequest request, CallOptions options) {
        EngagementCall call = call(visitor, request, options);
        if (Thread.currentThread().isInterrupted()) {
            call.ending().giveUp(Reason.INTERRUPTED);
        } else {
            begin(call);
        }
        return call.ending().await();
    }

    @Override
    public CompletableFuture<EngagementResult> getEngagementAsync(
            Visitor visitor, EngagementRequest request, CallOptions options) {
        EngagementCall call = call(visitor, request, options);
        CompletableFuture<EngagementResult> given = new CompletableFuture<>();
        call.ending().result().whenComplete((result, failure) -> handOver(given, result, failure));
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
        return given;
    }

    private EngagementCall call(Visitor visitor, EngagementRequest request, CallOptions options) {
        Objects.requireNonNull(visitor, "visitor");
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(options, "options");
        Duration time = options.deadline() == null ? deadline : options.deadline();
        return new EngagementCall(machinery, visitor, request, Deadline.in(time, machinery.nanoTime()));
    }

    private void begin(EngagementCall call) {
        open.add(call);
        call.ending().result().whenComplete((result, failure) -> open.remove(call));
        if (closed) {
            call.ending().giveUp(Reason.CLOSED);
        } else {
            call.start();
        }
    }

    private void endInTime(EngagementCall call) {
        if (closed) {
            return;
        }
        Runnable timeout = () -> run(call.ending()::giveUpAtDeadline, call);
        ScheduledFuture<?> timer =
                machinery.scheduler().schedule(timeout, call.ending().remainingNanos(), TimeUnit.NANOSECONDS);
        call.ending().result().whenComplete((result, failure) -> timer.cancel(false));
    }

    /** Never lets the code of a caller run on a transport's thread; without an executor left, this one has to do. */
    private void handOver(CompletableFuture<EngagementResult> given, EngagementResult result, Throwable failure) {
        Runnable completion = () -> {
            if (failure == null) {
                given.complete(result);
            } else {
                given.completeExceptionally(failure);
            }
        };
        try {
            machinery.executor().execute(completion);
        } catch (RejectedExecutionException shutDown) {
            completion.run();
        }
    }

    private void run(Runnable work, EngagementCall call) {
        try {
            machinery.executor().execute(work);
        } catch (RejectedExecutionException shutDown) {
            call.ending().giveUp(closed ? Reason.CLOSED : Reason.SATURATED);
        }
    }

    @Override
    public Sessions sessions() {
        return machinery.book();
    }

    @Override
    public void close() {
        synchronized (open) {
            if (closed) {
                return;
            }
            closed = true;
        }
        open.forEach(call -> call.ending().giveUp(Reason.CLOSED));
        threads.close();
    }
}
