package io.monitorapi.spring;

import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.port.MonitorListener;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/** Logs what is worth a look: each kind of failure once in an interval, with a count of those that were not logged. */
final class Slf4jMonitorListener implements MonitorListener {

    private final String client;
    private final Logger log;
    private final long interval;
    private final LongSupplier nanoTime;
    private final Map<String, Kind> kinds = new ConcurrentHashMap<>();

    Slf4jMonitorListener(String client, Logger log, Duration interval, LongSupplier nanoTime) {
        this.client = client;
        this.log = log;
        this.interval = interval.toNanos();
        this.nanoTime = nanoTime;
    }

    @Override
    public void callEnded(CallEnded event) {
        MonitorException failure = event.failure();
        if (failure == null || failure.reason() == Reason.CANCELLED || failure.reason() == Reason.CLOSED) {
            return;
        }
        warn(
                failure.reason().name(),
                "{} failed after {} attempts in {} ms: {}/{}{}. {}",
                event.operation().name().toLowerCase(Locale.ROOT),
                event.attempts(),
                event.elapsed().toMillis(),
                failure.category(),
                failure.reason(),
                failure.status().isPresent() ? ", status " + failure.status().getAsInt() : "",
                failure.reason().advice());
    }

    @Override
    public void storeFailed(StoreFailed event) {
        warn(
                "store " + event.action(),
                "the session store failed to {}: {}",
                event.action(),
                event.cause().getClass().getName());
    }

    @Override
    public void storeChanged(StoreChanged event) {
        if (event.reachable()) {
            log.info("Monitor API client '{}': the session store is back", client);
        } else {
            log.warn(
                    "Monitor API client '{}': the session store is out of reach; this node's memory stands in for it",
                    client);
        }
    }

    @Override
    public void sessionsChurned() {
        warn(
                "churn",
                "the service answers a visitor's every call with a new session: check that nobody shares visitors");
    }

    @Override
    public void gateChanged(GateChanged event) {
        if (event.open()) {
            log.info("Monitor API client '{}': the service has recovered", client);
        } else {
            log.warn(
                    "Monitor API client '{}': the service is in trouble ({}) and is asked by one probe at a time",
                    client,
                    event.reason());
        }
    }

    private void warn(String kind, String text, Object... arguments) {
        long unlogged = kinds.computeIfAbsent(kind, unknown -> new Kind()).turn(nanoTime.getAsLong(), interval);
        if (unlogged < 0) {
            return;
        }
        Object[] all = new Object[arguments.length + 2];
        all[0] = client;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[all.length - 1] = unlogged == 0
                ? ""
                : " (" + unlogged + " more of the kind in the last " + TimeUnit.NANOSECONDS.toSeconds(interval)
                        + " s or longer)";
        log.warn("Monitor API client '{}': " + text + "{}", all);
    }

    /** One kind of failure: when it was logged last, and how many were not since. */
    private static final class Kind {

        private boolean logged;
        private long last;
        private long unlogged;

        /** How many were not logged before this one, or -1 if this one is not either. */
        synchronized long turn(long now, long interval) {
            if (logged && now - last < interval) {
                unlogged++;
                return -1;
            }
            long missed = unlogged;
            logged = true;
            last = now;
            unlogged = 0;
            return missed;
        }
    }
}
