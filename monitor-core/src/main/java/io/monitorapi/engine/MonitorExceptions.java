package io.monitorapi.engine;

import io.monitorapi.error.ErrorClassifier;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.error.RetryRules;
import io.monitorapi.error.Sent;
import io.monitorapi.internal.Futures;
import io.monitorapi.port.GatewayResult;
import io.monitorapi.port.GatewayResult.Failed;
import io.monitorapi.port.GatewayResult.Refused;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Converts what a gateway returns, or wrongly throws, to the exception that the caller gets. */
final class MonitorExceptions {

    private MonitorExceptions() {}

    /** {@return the exception for a result that is a failure} */
    static MonitorException of(GatewayResult result, int attempts, boolean idempotent) {
        if (result instanceof Refused refused) {
            Reason reason = refused.fromProxy()
                    ? ErrorClassifier.classifyProxy(refused.status())
                    : ErrorClassifier.classify(refused.status(), refused.errors());
            Sent sent = ErrorClassifier.isFromProxy(reason) ? Sent.MAYBE : Sent.YES;
            return MonitorException.builder(reason)
                    .status(refused.status())
                    .errors(refused.errors())
                    .sent(sent)
                    .retryAfter(refused.retryAfter())
                    .attempts(attempts)
                    .retryable(RetryRules.isRetryable(reason, sent, idempotent))
                    .build();
        }
        Failed failed = (Failed) result;
        return MonitorException.builder(failed.reason())
                .sent(failed.sent())
                .detail(failed.detail())
                .cause(failed.cause())
                .attempts(attempts)
                .retryable(RetryRules.isRetryable(failed.reason(), failed.sent(), idempotent))
                .build();
    }

    /** {@return the result, or a failure if the gateway broke its contract: it threw, failed its future or returned null} */
    static GatewayResult toResult(@Nullable GatewayResult result, @Nullable Throwable thrown) {
        if (result != null && thrown == null) {
            return result;
        }
        Throwable cause = thrown == null ? null : Futures.unwrap(thrown);
        if (cause instanceof CancellationException) {
            return new Failed(Reason.CONNECTION_LOST, Sent.MAYBE, "the call was cancelled", null);
        }
        String detail = cause == null ? "the gateway returned null" : "the gateway threw an exception";
        return new Failed(Reason.ADAPTER, Sent.MAYBE, detail, cause);
    }

    /** {@return the future that the work returns, or a failed one if it throws} */
    static <T> CompletableFuture<T> guarded(Supplier<CompletableFuture<T>> work) {
        try {
            return work.get();
        } catch (Throwable thrown) { // an Error, too, would keep a permit or a caller waiting forever
            return CompletableFuture.failedFuture(thrown);
        }
    }

    /** {@return a future that has failed for a reason of this client, before anything was sent} */
    static <T> CompletableFuture<T> failed(Reason reason) {
        return CompletableFuture.failedFuture(MonitorException.builder(reason).build());
    }

    /** {@return the exception of a call that failed, whatever it failed with} */
    static MonitorException asMonitorException(Throwable thrown, int attempts) {
        Throwable failure = Futures.unwrap(thrown);
        return failure instanceof MonitorException monitorException
                ? monitorException
                : MonitorException.builder(Reason.ADAPTER)
                        .sent(attempts == 0 ? Sent.NO : Sent.MAYBE)
                        .attempts(attempts)
                        .cause(failure)
                        .build();
    }

    /**
     * {@return the linkage error that the failure was caused by, or else the failure} A class that is missing is no failure of
     * the service or of the gateway: the class path or module path of the application is incomplete.
     */
    static Throwable forCaller(MonitorException failure) {
        return failure.getCause() instanceof LinkageError incomplete ? incomplete : failure;
    }

    /** {@return a copy whose stack trace shows the calling thread instead of one of ours} */
    static MonitorException withStackTraceOfCaller(MonitorException failure) {
        return copy(failure, failure.toBuilder());
    }

    /** {@return what the builder builds, with the suppressed exceptions of the failure} */
    static MonitorException copy(MonitorException failure, MonitorException.Builder changed) {
        MonitorException copy = changed.build();
        for (Throwable earlier : failure.getSuppressed()) {
            copy.addSuppressed(earlier);
        }
        return copy;
    }
}
