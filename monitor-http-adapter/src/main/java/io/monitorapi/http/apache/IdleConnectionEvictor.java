package io.monitorapi.http.apache;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Closes connections that nobody uses any more, without a thread that looks for them while there are none. */
final class IdleConnectionEvictor implements Runnable {

    private final ApacheClient carrier;
    private final ScheduledExecutorService timer;
    private final Duration pause;
    private final AtomicBoolean planned = new AtomicBoolean();

    IdleConnectionEvictor(ApacheClient carrier, ScheduledExecutorService timer, Duration life) {
        this.carrier = carrier;
        this.timer = timer;
        this.pause = life.plusMillis(10);
    }

    /** There may be a connection now that will grow old. */
    void soon() {
        if (!planned.get() && planned.compareAndSet(false, true)) {
            timer.schedule(this, pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void run() {
        planned.set(false);
        if (carrier.closeOld()) {
            soon();
        }
    }
}
