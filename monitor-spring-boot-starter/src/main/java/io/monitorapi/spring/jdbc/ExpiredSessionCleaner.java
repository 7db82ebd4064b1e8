package io.monitorapi.spring.jdbc;

import io.monitorapi.internal.DaemonThreadFactory;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes expired rows in small batches, so that no statement locks many rows or runs for long. */
final class ExpiredSessionCleaner implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ExpiredSessionCleaner.class);

    private final SessionTable table;
    private final int batch;
    private final ScheduledThreadPoolExecutor timer;

    ExpiredSessionCleaner(SessionTable table, int batch) {
        this.table = table;
        this.batch = batch;
        this.timer = new ScheduledThreadPoolExecutor(1, new DaemonThreadFactory("monitor-api-cleanup-"));
    }

    /** The first run is at a random time, so that nodes that start together do not delete together. */
    void schedule(Duration interval) {
        long millis = interval.toMillis();
        long first = ThreadLocalRandom.current().nextLong(millis / 2, millis + 1);
        timer.scheduleWithFixedDelay(this::deleteOrLog, first, millis, TimeUnit.MILLISECONDS);
    }

    /** Deletes all expired rows and returns their number. */
    int delete() {
        int total = 0;
        int deleted = batch;
        while (deleted == batch && !Thread.currentThread().isInterrupted()) {
            deleted = table.deleteExpired(batch);
            total += deleted;
        }
        return total;
    }

    private void deleteOrLog() {
        try {
            delete();
        } catch (RuntimeException failure) {
            log.warn("Deleting expired sessions failed: {}", failure.getClass().getName());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
