package io.monitorapi.logging;

import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.internal.Arguments;
import io.monitorapi.port.MonitorListener;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Logs failures at {@code WARNING}: at most one line per interval for each reason, with the number of suppressed ones. Logs
 * every attempt at {@code DEBUG}, if that level is enabled.
 *
 * <p>Lines contain reasons, statuses, times and numbers, and no personal data. Calls that the application cancelled, or that
 * ended because it closed the service, are not logged as failures. Safe for use by any thread.
 */
public final class LoggingMonitorListener implements MonitorListener {

    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    private final BiConsumer<Level, String> log;
    private final Predicate<Level> isLoggable;
    private final LogRateLimiter lines;

    private LoggingMonitorListener(
            BiConsumer<Level, String> log, Predicate<Level> isLoggable, Duration interval, LongSupplier nanoTime) {
        this.isLoggable = Objects.requireNonNull(isLoggable, "isLoggable");
        this.log = Objects.requireNonNull(log, "log");
        this.lines = new LogRateLimiter(interval, Objects.requireNonNull(nanoTime, "nanoTime"));
    }

    /**
     * {@return a listener for the {@link System.Logger} named {@code io.monitorapi.MonitorService}: one line a minute for each
     * reason}
     */
    public static LoggingMonitorListener toSystemLogger() {
        System.Logger logger = System.getLogger("io.monitorapi.MonitorService");
        return to(logger::log, logger::isLoggable, A_MINUTE, System::nanoTime);
    }

    /**
     * Creates a listener for another kind of log: one line a minute for each reason, and none for attempts.
     *
     * @param log writes a line: {@code WARNING} for a failure, {@code INFO} for a recovery
     * @param nanoTime a clock such as {@link System#nanoTime()}
     * @return the listener
     */
    public static LoggingMonitorListener to(BiConsumer<Level, String> log, LongSupplier nanoTime) {
        return to(log, A_MINUTE, nanoTime);
    }

    /**
     * Creates a listener for another kind of log, without lines for attempts.
     *
     * @param log writes a line: {@code WARNING} for a failure, {@code INFO} for a recovery
     * @param interval the time in which at most one line of a kind is written, not negative; zero writes all
     * @param nanoTime a clock such as {@link System#nanoTime()}
     * @return the listener
     * @throws IllegalArgumentException if the interval is negative
     */
    public static LoggingMonitorListener to(BiConsumer<Level, String> log, Duration interval, LongSupplier nanoTime) {
        return to(log, level -> level != Level.DEBUG, interval, nanoTime);
    }

    /**
     * Creates a listener for another kind of log.
     *
     * @param log writes a line: {@code WARNING} for a failure, {@code INFO} for a recovery, {@code DEBUG} for an attempt
     * @param isLoggable whether lines of a level are written
     * @param interval the time in which at most one line of a kind is written, not negative; zero writes all; every attempt is
     *     written
     * @param nanoTime a clock such as {@link System#nanoTime()}
     * @return the listener
     * @throws IllegalArgumentException if the interval is negative
     */
    public static LoggingMonitorListener to(
            BiConsumer<Level, String> log, Predicate<Level> isLoggable, Duration interval, LongSupplier nanoTime) {
        return new LoggingMonitorListener(
                log, isLoggable, Arguments.requireNotNegative("interval", interval), nanoTime);
    }

    @Override
    public void attemptSucceeded(AttemptSucceeded event) {
        if (isLoggable.test(Level.DEBUG)) {
            String session = event.status() == 201 ? "session created" : "session kept";
            log.accept(
                    Level.DEBUG,
                    event.operation() + " attempt " + event.attempt() + ": HTTP " + event.status() + ", " + session
                            + ", " + event.elapsed().toMillis() + " ms");
        }
    }

    @Override
    public void attemptFailed(AttemptFailed event) {
        if (isLoggable.test(Level.DEBUG)) {
            MonitorException failure = event.failure();
            String status =
                    failure.status().isPresent() ? "HTTP " + failure.status().getAsInt() + ", " : "";
            log.accept(
                    Level.DEBUG,
                    event.operation() + " attempt " + event.attempt() + ": " + status + failure.reason() + ", sent "
                            + failure.sent() + ", " + event.elapsed().toMillis() + " ms");
        }
    }

    @Override
    public void callEnded(CallEnded event) {
        MonitorException failure = event.failure();
        if (failure != null && !isCausedByApplication(failure.reason())) {
            write(
                    Level.WARNING,
                    failure.reason().name(),
                    event.operation() + " failed after " + event.elapsed().toMillis() + " ms: " + failure.getMessage());
        }
    }

    private static boolean isCausedByApplication(Reason reason) {
        return reason == Reason.CANCELLED || reason == Reason.CLOSED;
    }

    /** Logs only the type of the exception, as its message may contain a key. */
    @Override
    public void storeFailed(StoreFailed event) {
        String type = event.cause().getClass().getName();
        write(Level.WARNING, "store", "The session store failed to " + event.action() + ": " + type);
    }

    @Override
    public void storeChanged(StoreChanged event) {
        if (event.reachable()) {
            write(Level.INFO, "store reachable", "The session store is reachable again.");
        } else {
            write(
                    Level.WARNING,
                    "store unreachable",
                    "The session store is unreachable: this node's memory stands in for it.");
        }
    }

    @Override
    public void clockSkewed(ClockSkewed event) {
        write(
                Level.WARNING,
                "clock",
                "The clock of this node differs from that of the session store by "
                        + event.skew().abs().toSeconds() + " s: synchronize the clocks.");
    }

    @Override
    public void sessionsChurned() {
        write(
                Level.WARNING,
                "churn",
                "The Monitor API opens a new session on every call for the same visitor; sessions are not being kept.");
    }

    @Override
    public void circuitChanged(CircuitChanged event) {
        if (event.closed()) {
            write(Level.INFO, "circuit closed", "The service has recovered: the circuit breaker is closed.");
        } else {
            write(
                    Level.WARNING,
                    "circuit open",
                    "The service is failing (" + event.reason() + "): the circuit breaker is open.");
        }
    }

    private void write(Level level, String kind, String line) {
        lines.tryAcquire(kind)
                .ifPresent(suppressed -> log.accept(
                        level, suppressed == 0 ? line : line + " (" + suppressed + " more like this were not logged)"));
    }
}
