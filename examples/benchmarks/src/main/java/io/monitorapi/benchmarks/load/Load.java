package io.monitorapi.benchmarks.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/** Puts a client under load for a time: callers that wait for each response, or one that keeps many calls in flight. */
final class Load {

    private static final int DIGITS = 3;
    private static final double LEAD_IN = 0.25;

    /** One of this many calls may fail, because a client without retries may use a connection that was just closed. */
    private static final int CALLS_PER_FAILURE = 1_000;

    private static final int FAILURES_ALLOWED = 3;

    private final LoadClient client;
    private final Duration time;
    private final AtomicInteger failed = new AtomicInteger();
    private volatile Recorder recorder = new Recorder(DIGITS);
    private volatile @Nullable Throwable lastFailure;
    private volatile boolean over;

    private Load(LoadClient client, Duration time) {
        this.client = client;
        this.time = time;
    }

    static Sample ofWaitingCallers(LoadClient client, int callers, Duration time) throws InterruptedException {
        return new Load(client, time).waiting(callers);
    }

    static Sample inFlight(LoadClient client, int calls, Duration time) throws InterruptedException {
        return new Load(client, time).inFlight(calls);
    }

    private Sample waiting(int callers) throws InterruptedException {
        CountDownLatch measured = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int caller = 0; caller < callers; caller++) {
            int number = caller;
            Thread thread = new Thread(() -> call(number, measured), "caller-" + caller);
            threads.add(thread);
            thread.start();
        }
        Sample sample = measure();
        measured.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        return sample;
    }

    /** The threads live until their allocation is counted. */
    private void call(int caller, CountDownLatch measured) {
        try {
            while (!over) {
                callOnce(caller);
            }
            measured.await();
        } catch (InterruptedException stopped) {
            failed.incrementAndGet();
        }
    }

    private void callOnce(int caller) {
        long started = System.nanoTime();
        try {
            client.call(caller);
            recorder.recordValue(System.nanoTime() - started);
        } catch (Exception failure) {
            lastFailure = failure;
            failed.incrementAndGet();
        }
    }

    private Sample inFlight(int calls) throws InterruptedException {
        Semaphore free = new Semaphore(calls);
        CountDownLatch measured = new CountDownLatch(1);
        Thread thread = new Thread(() -> launch(free, calls, measured), "launcher");
        thread.start();
        Sample sample = measure();
        measured.countDown();
        thread.join();
        return sample;
    }

    private void launch(Semaphore free, int calls, CountDownLatch measured) {
        try {
            for (int number = 0; !over; number++) {
                free.acquire();
                long started = System.nanoTime();
                CompletableFuture<?> response = client.callAsync(number % calls);
                response.whenComplete((done, failure) -> {
                    if (failure == null) {
                        recorder.recordValue(System.nanoTime() - started);
                    } else {
                        failed.incrementAndGet();
                    }
                    free.release();
                });
            }
            free.acquire(calls);
            measured.await();
        } catch (InterruptedException stopped) {
            failed.incrementAndGet();
        }
    }

    private Sample measure() throws InterruptedException {
        Thread.sleep((long) (time.toMillis() * LEAD_IN));
        recorder = new Recorder(DIGITS);
        Meter meter = new Meter();
        Thread.sleep(time.toMillis());
        Histogram latencies = recorder.getIntervalHistogram();
        long elapsed = meter.elapsed();
        Sample sample = Sample.of(latencies, elapsed, meter.cpuTime(), meter.bytes());
        over = true;
        if (failed.get() > FAILURES_ALLOWED + latencies.getTotalCount() / CALLS_PER_FAILURE) {
            throw new IllegalStateException(failed + " calls failed", lastFailure);
        }
        return sample;
    }
}
