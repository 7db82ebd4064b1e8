package io.monitorapi.logging;

import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.port.MonitorListener;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/**
 * Writes into a log what goes wrong: at most one line an interval for each reason, with the number of those kept back.
 *
 * <p>Lines hold reasons, statuses and numbers, and nothing that leads to a person. Calls that succeed are not logged, nor are
 * those that the application itself cancelled or closed. Safe for use by any thread.
 */
public final class LoggingMonitorListener implements MonitorListener {

    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    private final BiConsumer<Level, String> log;
    private final LogRateLimiter lines;

    private LoggingMonitorListener(BiConsumer<Level, String> log, Duration interval, LongSupplier nanoTime) {
        this.log = Objects.requireNonNull(log, "log");
        this.lines = new LogRateLimiter(interval, Objects.requireNonNull(nanoTime, "nanoTime"));
    }

    /** {@return a listener that writes to the {@link System.Logger} named {@code io.monitorapi}, once a minute} */
    public static LoggingMonitorListener toSystemLogger() {
        System.Logger logger = System.getLogger("io.monitorapi");
        return to(logger::log, System::nanoTime);
    }

    /**
     * Makes a listener for another kind of log, which writes once a minute.
     *
     * @param log writes a line, {@code WARNING} when something goes wrong and {@code INFO} when it is well again
     * @param nanoTime a clock of the kind of {@link System#nanoTime()}
     * @return the listener
     */
    public static LoggingMonitorListener to(BiConsumer<Level, String> log, LongSupplier nanoTime) {
        return to(log, A_MINUTE, nanoTime);
    }

    /**
     * Makes a listener for another kind of log.
     *
     * @param log writes a line, {@code WARNING} when something goes wrong and {@code INFO} when it is well again
     * @param interval the time in which one line of a kind is written, not negative; after zero, every one is
     * @param nanoTime a clock of the kind of {@link System#nanoTime()}
     * @return the listener
     * @throws IllegalArgumentException if the interval is negative
     */
    public static LoggingMonitorListener to(BiConsumer<Level, String> log, Duration interval, LongSupplier nanoTime) {
        if (interval.isNegative()) {
            throw new IllegalArgumentException("interval must not be negative, but is " + interval);
        }
        return new LoggingMonitorListener(log, interval, nanoTime);
    }

    @Override
    public void callEnded(CallEnded event) {
        MonitorException failure = event.failure();
        if (failure != null && !isOfTheApplication(failure.reason())) {
            write(
                    Level.WARNING,
                    failure.reason().name(),
                    event.operation() + " failed after " + event.elapsed().toMillis() + " ms: " + failure.getMessage());
        }
    }

    private static boolean isOfTheApplication(Reason reason) {
        return reason == Reason.CANCELLED || reason == Reason.CLOSED;
    }

    /** What a store throws may name a key, so that only its type is written. */
    @Override
    public void storeFailed(StoreFailed event) {
        String type = event.cause().getClass().getName();
        write(Level.WARNING, "store", "The session store failed to " + event.action() + ": " + type);
    }

    @Override
    public void storeChanged(StoreChanged event) {
        if (event.reachable()) {
            write(Level.INFO, "store is back", "The session store is back.");
        } else {
            write(
                    Level.WARNING,
                    "store is away",
                    "The session store is out of reach: this node's memory stands in for it.");
        }
    }

    @Override
    public void sessionsChurned() {
        write(
                Level.WARNING,
                "churn",
                "The service answers a visitor's every call with a new session: its sessions are of no use.");
    }

    @Override
    public void circuitChanged(CircuitChanged event) {
        if (event.open()) {
            write(Level.INFO, "gate is open", "The service has recovered: requests pass freely.");
        } else {
            write(
                    Level.WARNING,
                    "gate is shut",
                    "The service is in trouble (" + event.reason() + "): it is asked by one probe at a time.");
        }
    }

    private void write(Level level, String kind, String line) {
        lines.pass(kind)
                .ifPresent(keptBack -> log.accept(
                        level, keptBack == 0 ? line : line + " (" + keptBack + " more like this were not logged)"));
    }
}
