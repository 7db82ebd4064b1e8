package io.monitorapi.availability;

import io.monitorapi.MonitorService;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;

/**
 * The collaborators that all polls share.
 *
 * @param service receives the requests
 * @param clock the source of timestamps of states
 * @param scheduler schedules requests
 * @param nanoTime measures delays
 * @param backoff calculates delays
 * @param firstRequests spreads first requests
 * @param onServiceClosed runs when the service turns out to be closed
 */
record PollContext(
        MonitorService service,
        InstantSource clock,
        ScheduledExecutorService scheduler,
        LongSupplier nanoTime,
        PollBackoff backoff,
        PollRateLimiter firstRequests,
        Runnable onServiceClosed) {}
