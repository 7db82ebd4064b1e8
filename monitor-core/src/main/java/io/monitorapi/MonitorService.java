package io.monitorapi;

import io.monitorapi.engagement.ButtonState;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.engagement.Report;
import io.monitorapi.engagement.ReportReceipt;
import io.monitorapi.error.MonitorException;
import io.monitorapi.internal.Futures;
import io.monitorapi.session.Visitor;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The client of LivePerson's Monitoring API: it requests whether a "Click to Chat" button may be displayed to a visitor now,
 * reports what the consumer does, and keeps the visitor's session between calls.
 *
 * <p>Safe for use by any thread: create one for each account and app installation, share it, close it at the end.
 *
 * <p>Bad arguments throw {@link NullPointerException} or {@link IllegalArgumentException} at once, also from the
 * {@code Async} methods. Every other failure is a {@link MonitorException}: the blocking methods throw it, and the futures of
 * the others fail with it.
 * The one exception is a {@link LinkageError}, such as {@link NoClassDefFoundError}: it is not wrapped, as the class path or
 * module path of the application is incomplete then.
 *
 * <p>Futures complete on the service's executor. Cancelling one ends the call and frees its connection, unless other
 * calls wait for the session that it is opening.
 */
public interface MonitorService extends AutoCloseable {

    /**
     * Decides for a page whether to display its button, with {@linkplain CallOptions#forPages() options for pages}.
     *
     * @param visitor one device of one consumer
     * @return the state of the button; {@link ButtonState.Kind#UNKNOWN} if the call fails, for whatever reason
     */
    default ButtonState buttonFor(Visitor visitor) {
        return buttonFor(visitor, EngagementRequest.empty(), CallOptions.forPages());
    }

    /**
     * Decides for a page whether to display its button. A failure of the call is part of the state instead of an exception,
     * because a page is served without the button rather than not at all; bad arguments are still thrown.
     *
     * @param visitor one device of one consumer
     * @param request the data about the consumer
     * @param options the options of this call, such as {@link CallOptions#forPages()}
     * @return the state of the button; {@link ButtonState.Kind#UNKNOWN} if the call fails, for whatever reason
     */
    default ButtonState buttonFor(Visitor visitor, EngagementRequest request, CallOptions options) {
        try {
            return ButtonState.of(getEngagement(visitor, request, options));
        } catch (MonitorException failure) {
            return ButtonState.unknown(failure);
        }
    }

    /**
     * Decides for a page whether to display its button, with {@linkplain CallOptions#forPages() options for pages} and without
     * blocking the caller.
     *
     * @param visitor one device of one consumer
     * @return a future of the state of the button; it does not fail, except with an error of the JVM such as a missing class
     */
    default CompletableFuture<ButtonState> buttonForAsync(Visitor visitor) {
        return buttonForAsync(visitor, EngagementRequest.empty(), CallOptions.forPages());
    }

    /**
     * Decides for a page whether to display its button, without blocking the caller.
     *
     * @param visitor one device of one consumer
     * @param request the data about the consumer
     * @param options the options of this call, such as {@link CallOptions#forPages()}
     * @return a future of the state of the button; it does not fail, except with an error of the JVM such as a missing class, and
     *     cancelling it ends the call
     */
    default CompletableFuture<ButtonState> buttonForAsync(
            Visitor visitor, EngagementRequest request, CallOptions options) {
        CompletableFuture<EngagementResult> call = getEngagementAsync(visitor, request, options);
        CompletableFuture<ButtonState> button = call.handle((result, thrown) -> {
            if (thrown == null) {
                return ButtonState.of(result);
            }
            if (Futures.unwrap(thrown) instanceof MonitorException failure) {
                return ButtonState.unknown(failure);
            }
            throw new CompletionException(Futures.unwrap(thrown));
        });
        button.whenComplete((state, thrown) -> call.cancel(false));
        return button;
    }

    /**
     * Requests what may be offered to a visitor now; opens a session if the visitor has none.
     *
     * @param visitor one device of one consumer
     * @return what may be offered
     * @throws MonitorException if the call fails; if the calling thread is interrupted, its interrupt flag is set again
     */
    default EngagementResult getEngagement(Visitor visitor) {
        return getEngagement(visitor, EngagementRequest.empty(), CallOptions.defaults());
    }

    /**
     * Requests what may be offered to a visitor now; opens a session if the visitor has none.
     *
     * @param visitor one device of one consumer
     * @param request the data about the consumer
     * @return what may be offered
     * @throws MonitorException if the call fails; if the calling thread is interrupted, its interrupt flag is set again
     */
    default EngagementResult getEngagement(Visitor visitor, EngagementRequest request) {
        return getEngagement(visitor, request, CallOptions.defaults());
    }

    /**
     * Requests what may be offered to a visitor now; opens a session if the visitor has none.
     *
     * @param visitor one device of one consumer
     * @param request the data about the consumer
     * @param options the options of this call
     * @return what may be offered
     * @throws MonitorException if the call fails; if the calling thread is interrupted, its interrupt flag is set again
     */
    EngagementResult getEngagement(Visitor visitor, EngagementRequest request, CallOptions options);

    /**
     * Requests what may be offered to a visitor now, without blocking the caller.
     *
     * @param visitor one device of one consumer
     * @return a future of what may be offered
     */
    default CompletableFuture<EngagementResult> getEngagementAsync(Visitor visitor) {
        return getEngagementAsync(visitor, EngagementRequest.empty(), CallOptions.defaults());
    }

    /**
     * Requests what may be offered to a visitor now, without blocking the caller.
     *
     * @param visitor one device of one consumer
     * @param request the data about the consumer
     * @return a future of what may be offered
     */
    default CompletableFuture<EngagementResult> getEngagementAsync(Visitor visitor, EngagementRequest request) {
        return getEngagementAsync(visitor, request, CallOptions.defaults());
    }

    /**
     * Requests what may be offered to a visitor now, without blocking the caller.
     *
     * @param visitor one device of one consumer
     * @param request the data about the consumer
     * @param options the options of this call
     * @return a future of what may be offered
     */
    CompletableFuture<EngagementResult> getEngagementAsync(
            Visitor visitor, EngagementRequest request, CallOptions options);

    /**
     * Reports to the service what the consumer did; opens a session if the visitor has none.
     *
     * @param visitor one device of one consumer
     * @param report what the consumer did
     * @return what the service accepted of it
     * @throws MonitorException if the service accepted nothing, or if that is unknown; if the calling thread is interrupted, its
     *     interrupt flag is set again
     */
    default ReportReceipt report(Visitor visitor, Report report) {
        return report(visitor, report, CallOptions.defaults());
    }

    /**
     * Reports to the service what the consumer did; opens a session if the visitor has none.
     *
     * <p>A visitor without a session needs a report that says who the consumer is. Impressions are refused, before anything is
     * sent, unless their engagement was offered in the session that the visitor has now.
     *
     * @param visitor one device of one consumer
     * @param report what the consumer did
     * @param options the options of this call
     * @return what the service accepted of it
     * @throws MonitorException if the service accepted nothing, or if that is unknown; if the calling thread is interrupted, its
     *     interrupt flag is set again
     */
    ReportReceipt report(Visitor visitor, Report report, CallOptions options);

    /**
     * Reports to the service what the consumer did, without blocking the caller.
     *
     * @param visitor one device of one consumer
     * @param report what the consumer did
     * @return a future of what the service accepted of it
     */
    default CompletableFuture<ReportReceipt> reportAsync(Visitor visitor, Report report) {
        return reportAsync(visitor, report, CallOptions.defaults());
    }

    /**
     * Reports to the service what the consumer did, without blocking the caller.
     *
     * @param visitor one device of one consumer
     * @param report what the consumer did
     * @param options the options of this call
     * @return a future of what the service accepted of it
     */
    CompletableFuture<ReportReceipt> reportAsync(Visitor visitor, Report report, CallOptions options);

    /**
     * Prepares the first call, so that it takes no longer than later ones: looks up the service's host, opens a connection,
     * connects to the session store, and loads what both need. Opens no session and reports nothing. A failure is not thrown,
     * because the first call meets it, too. Does nothing unless overridden.
     *
     * @param limit how long this method waits at most, positive
     */
    default void warmUp(Duration limit) {}

    /** {@return the sessions that this service keeps} */
    Sessions sessions();

    /**
     * Closes the service: new calls fail with reason CLOSED at once, and calls in flight when the service's {@code closeGrace}
     * has passed; this method waits for them until then.
     *
     * <p>Ends every thread that the service started and nothing that it was given. Closing twice has no effect. Called from a
     * listener or from a callback of a future of this service, this method returns at once and the service closes later. An
     * interrupt ends the waiting, not the closing.
     */
    @Override
    void close();
}
