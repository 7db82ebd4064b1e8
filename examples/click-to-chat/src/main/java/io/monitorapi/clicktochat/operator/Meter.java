package io.monitorapi.clicktochat.operator;

import io.monitorapi.port.MonitorListener;
import io.monitorapi.simulator.MonitorSimulator;
import io.monitorapi.simulator.Seen;
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

/** Measures what goes on between client and service, second by second; safe for use by any thread. */
final class Meter implements MonitorListener, SmartLifecycle {

    private static final int KEPT = 61;
    private static final int MOST_ANSWERS = 10_000;

    private final Seen seen;
    private final InstantSource clock = InstantSource.system();
    private final Deque<Sample> samples = new ArrayDeque<>();
    private final List<Long> answers = new ArrayList<>();
    private int retries;
    private volatile @Nullable ScheduledExecutorService seconds;

    Meter(MonitorSimulator simulator) {
        this.seen = simulator.seen();
    }

    @Override
    public synchronized void callEnded(CallEnded event) {
        if (event.failure() == null && answers.size() < MOST_ANSWERS) {
            answers.add(event.elapsed().toMillis());
        }
    }

    @Override
    public synchronized void retryScheduled(RetryScheduled event) {
        retries++;
    }

    @Override
    public void start() {
        ScheduledExecutorService counting = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "click-to-chat-meter");
            thread.setDaemon(true);
            return thread;
        });
        counting.scheduleAtFixedRate(this::endSecond, 1, 1, TimeUnit.SECONDS);
        seconds = counting;
    }

    @Override
    public void stop() {
        ScheduledExecutorService stopping = seconds;
        seconds = null;
        if (stopping != null) {
            stopping.shutdownNow();
        }
    }

    @Override
    public boolean isRunning() {
        return seconds != null;
    }

    private synchronized void endSecond() {
        Collections.sort(answers);
        Sample sample = new Sample(
                nextSecond(),
                seen.requests(),
                retries,
                seen.sessionsCreated(),
                seen.impressions(),
                answers.isEmpty() ? null : answers.get(answers.size() / 2),
                answers.isEmpty() ? null : answers.get(answers.size() - 1));
        answers.clear();
        if (samples.size() == KEPT) {
            samples.removeFirst();
        }
        samples.addLast(sample);
    }

    /** A tick that is late is followed by one that is early: counted, not read off the clock, no second is there twice. */
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
     * One second; counts are totals since the start.
     *
     * @param at when, in seconds of the epoch
     * @param requests requests that the service has seen
     * @param retries repetitions that the client has decided on
     * @param sessions sessions that the service has opened
     * @param impressions impressions that the service has accepted
     * @param median middle of the times that calls took in this second, in milliseconds; null without calls
     * @param slowest longest of these times, or null
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
