package io.monitorapi.engine;

import io.monitorapi.error.ErrorClassifier;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.port.GatewayResult;
import io.monitorapi.port.GatewayResult.Failed;
import io.monitorapi.port.GatewayResult.Refused;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Turns what a gateway returns, or wrongly throws, into the one exception that callers see. */
final class MonitorExceptions {

    private MonitorExceptions() {}

    static MonitorException of(GatewayResult answer, int attempts, boolean harmless) {
        if (answer instanceof Refused refused) {
            Reason reason = ErrorClassifier.classify(refused.status(), refused.errors());
            return MonitorException.builder(reason)
                    .status(refused.status())
                    .errors(refused.errors())
                    .sent(Sent.YES)
                    .retryAfter(refused.retryAfter())
                    .attempts(attempts)
                    .retryable(reason.isRetryable(Sent.YES, harmless))
                    .build();
        }
        Failed failed = (Failed) answer;
        return MonitorException.builder(failed.reason())
                .sent(failed.sent())
                .detail(failed.detail())
                .cause(failed.cause())
                .attempts(attempts)
                .retryable(failed.reason().isRetryable(failed.sent(), harmless))
                .build();
    }

    /** Makes an answer of what a gateway must not do: throw, fail its future, or answer nothing. */
    static GatewayResult answer(@Nullable GatewayResult answer, @Nullable Throwable thrown) {
        if (answer != null && thrown == null) {
            return answer;
        }
        if (thrown != null && unwrapped(thrown) instanceof CancellationException) {
            return new Failed(Reason.CONNECTION_LOST, Sent.MAYBE, "the call was given up", null);
        }
        String what = thrown == null ? "the gateway answered null" : "the gateway threw an exception";
        return new Failed(Reason.ADAPTER, Sent.MAYBE, what, thrown == null ? null : unwrapped(thrown));
    }

    static <T> CompletableFuture<T> guarded(Supplier<CompletableFuture<T>> work) {
        try {
            return work.get();
        } catch (Throwable thrown) { // an Error, too, would keep a permit, or a caller waiting, for ever
            return CompletableFuture.failedFuture(thrown);
        }
    }

    /** {@return the exception of a call that failed, whatever it failed with} */
    static MonitorException known(Throwable thrown, int attempts) {
        Throwable failure = unwrapped(thrown);
        return failure instanceof MonitorException known
                ? known
                : MonitorException.builder(Reason.ADAPTER)
                        .sent(attempts == 0 ? Sent.NO : Sent.MAYBE)
                        .attempts(attempts)
                        .cause(failure)
                        .build();
    }

    /** Makes a failure anew, so that its stack trace shows the caller and not a thread of ours. */
    static MonitorException here(MonitorException failure) {
        return again(failure, failure.toBuilder());
    }

    /** Makes a failure anew, with the earlier ones that were told with it. */
    static MonitorException again(MonitorException failure, MonitorException.Builder changed) {
        MonitorException again = changed.build();
        for (Throwable earlier : failure.getSuppressed()) {
            again.addSuppressed(earlier);
        }
        return again;
    }

    /** {@return whether a call failed as its session is no longer there, so that a new one can help} */
    static boolean isSessionLost(Throwable thrown) {
        return unwrapped(thrown) instanceof MonitorException known
                && (known.reason() == Reason.VISITOR_UNKNOWN || known.reason() == Reason.SESSION_UNKNOWN);
    }

    static Throwable unwrapped(Throwable thrown) {
        return thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
    }
}
