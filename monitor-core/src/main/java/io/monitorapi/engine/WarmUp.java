package io.monitorapi.engine;

import io.monitorapi.internal.Arguments;
import io.monitorapi.port.Deadline;
import io.monitorapi.port.MonitorGateway;
import io.monitorapi.port.SessionStore;
import io.monitorapi.port.SessionStore.Claim;
import io.monitorapi.session.Visitor;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/** Connects to the service and to the session store before the first call. */
final class WarmUp {

    private static final Visitor NOBODY = Visitor.of("monitor-api-warm-up");

    private final MonitorGateway gateway;
    private final SessionStore store;
    private final Executor executor;
    private final LongSupplier nanoTime;

    WarmUp(MonitorGateway gateway, SessionStore store, Executor executor, LongSupplier nanoTime) {
        this.gateway = gateway;
        this.store = store;
        this.executor = executor;
        this.nanoTime = nanoTime;
    }

    /** Waits for both, at most for the limit. */
    void run(Duration limit) {
        Deadline deadline = Deadline.in(Arguments.requirePositive("limit", limit), nanoTime);
        try {
            CompletableFuture<?> stored = CompletableFuture.runAsync(this::readStore, executor);
            CompletableFuture<?> connected = CompletableFuture.supplyAsync(
                            () -> MonitorExceptions.guarded(() -> gateway.warmUp(deadline)), executor)
                    .thenCompose(connection -> connection);
            CompletableFuture.allOf(stored, connected).get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | RejectedExecutionException failed) {
            // The first call meets the same failure, and reports it.
        }
    }

    /** Uses both kinds of commands, reads and scripts, without storing anything. */
    private void readStore() {
        store.find(NOBODY);
        store.release(NOBODY, new Claim.Granted("warm-up", null));
    }
}
