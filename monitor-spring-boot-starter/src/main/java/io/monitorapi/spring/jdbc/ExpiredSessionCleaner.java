package io.monitorapi.spring.jdbc;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes rows whose time is over, a few at a time, so that no statement locks many of them or lasts. */
final class ExpiredSessionCleaner implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ExpiredSessionCleaner.class);

    private final SessionTable table;
    private final int batch;
    private final ScheduledThreadPoolExecutor timer;

    ExpiredSessionCleaner(SessionTable table, int batch) {
        this.table = table;
        this.batch = batch;
        this.timer = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "monitor-api-cleanup");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Many nodes start at once; they do not all delete at once. */
    void every(Duration interval) {
        long millis = interval.toMillis();
        long first = ThreadLocalRandom.current().nextLong(millis / 2, millis + 1);
        timer.scheduleWithFixedDelay(this::deleteOrSay, first, millis, TimeUnit.MILLISECONDS);
    }

    /** Deletes all of them and tells how many there were. */
    int delete() {
        int all = 0;
        int deleted = batch;
        while (deleted == batch && !Thread.currentThread().isInterrupted()) {
            deleted = table.deleteExpired(batch);
            all += deleted;
        }
        return all;
    }

    private void deleteOrSay() {
        try {
            delete();
        } catch (RuntimeException failure) {
            log.warn("Expired sessions were not deleted: {}", failure.getClass().getName());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
