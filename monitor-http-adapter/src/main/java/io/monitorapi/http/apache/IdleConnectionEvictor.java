package io.monitorapi.http.apache;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Closes idle connections when they have reached their time to live; without idle connections no task is scheduled. */
final class IdleConnectionEvictor implements Runnable {

    private final ClassicApacheClient client;
    private final ScheduledExecutorService timer;
    private final Duration delay;
    private final AtomicBoolean scheduled = new AtomicBoolean();

    IdleConnectionEvictor(ClassicApacheClient client, ScheduledExecutorService timer, Duration timeToLive) {
        this.client = client;
        this.timer = timer;
        this.delay = timeToLive.plusMillis(10);
    }

    /** Must be called after each exchange, as it may leave an idle connection. */
    void schedule() {
        if (!scheduled.get() && scheduled.compareAndSet(false, true)) {
            timer.schedule(this, delay.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void run() {
        scheduled.set(false);
        if (client.closeExpired()) {
            schedule();
        }
    }
}
