package io.monitorapi.clicktochat.operator;

import io.monitorapi.port.MonitorListener;
import io.monitorapi.simulator.MonitorSimulator;
import io.monitorapi.simulator.Recording;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Measures the traffic between client and service per second. Safe for use by any thread. */
final class Meter implements MonitorListener, SmartLifecycle {

    private static final int MAX_SAMPLES = 61;
    private static final int MAX_DURATIONS = 10_000;

    private final Recording recording;
    private final InstantSource clock = InstantSource.system();
    private final Deque<Sample> samples = new ArrayDeque<>();
    private final List<Long> durations = new ArrayList<>();
    private int retries;
    private volatile @Nullable ScheduledExecutorService ticks;

    Meter(MonitorSimulator simulator) {
        this.recording = simulator.recording();
    }

    @Override
    public synchronized void callEnded(CallEnded event) {
        if (event.failure() == null && durations.size() < MAX_DURATIONS) {
            durations.add(event.elapsed().toMillis());
        }
    }

    @Override
    public synchronized void retryScheduled(RetryScheduled event) {
        retries++;
    }

    @Override
    public void start() {
        ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "click-to-chat-meter");
            thread.setDaemon(true);
            return thread;
        });
        scheduler.scheduleAtFixedRate(this::endSecond, 1, 1, TimeUnit.SECONDS);
        ticks = scheduler;
    }

    @Override
    public void stop() {
        ScheduledExecutorService stopping = ticks;
        ticks = null;
        if (stopping != null) {
            stopping.shutdownNow();
        }
    }

    @Override
    public boolean isRunning() {
        return ticks != null;
    }

    private synchronized void endSecond() {
        Collections.sort(durations);
        Sample sample = new Sample(
                nextSecond(),
                recording.requests(),
                retries,
                recording.sessionsCreated(),
                recording.impressions(),
                durations.isEmpty() ? null : durations.get(durations.size() / 2),
                durations.isEmpty() ? null : durations.get(durations.size() - 1));
        durations.clear();
        if (samples.size() == MAX_SAMPLES) {
            samples.removeFirst();
        }
        samples.addLast(sample);
    }

    /** Counts seconds instead of reading the clock, because a late tick followed by an early one would repeat a second. */
    private long nextSecond() {
        return samples.isEmpty()
                ? clock.instant().getEpochSecond()
                : samples.getLast().at() + 1;
    }

    /** {@return the last minute, oldest first} */
    synchronized List<Sample> samples() {
        return List.copyOf(samples);
    }

    /**
     * The sample of one second; counts are totals since the start.
     *
     * @param at the time, in seconds since the epoch
     * @param requests the requests that the service received
     * @param retries the retries that the client scheduled
     * @param sessions the sessions that the service opened
     * @param impressions the impressions that the service accepted
     * @param median the median duration of the calls in this second, in milliseconds; null if there was none
     * @param slowest the longest duration, in milliseconds; null if there was none
     */
    record Sample(
            long at,
            int requests,
            int retries,
            int sessions,
            int impressions,
            @Nullable Long median,
            @Nullable Long slowest) {}
}
