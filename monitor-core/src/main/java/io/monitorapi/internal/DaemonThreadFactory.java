package io.monitorapi.internal;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes numbered daemon threads, which do not keep the JVM alive. Safe for use by any thread. */
public final class DaemonThreadFactory implements ThreadFactory {

    private final String prefix;
    private final AtomicInteger number = new AtomicInteger();

    /**
     * Names the threads.
     *
     * @param prefix what the name of each thread begins with, before its number, such as {@code monitor-api-timer-}
     */
    public DaemonThreadFactory(String prefix) {
        this.prefix = prefix;
    }

    @Override
    public Thread newThread(Runnable work) {
        Thread thread = new Thread(work, prefix + number.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}
