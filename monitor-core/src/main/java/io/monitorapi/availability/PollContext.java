package io.monitorapi.availability;

import io.monitorapi.MonitorService;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;

/**
 * What all polls share.
 *
 * @param service who is asked
 * @param clock tells since when something is known
 * @param scheduler waits
 * @param nanoTime measures pauses
 * @param rhythm says when to ask again
 * @param firstQuestions spreads first questions
 * @param serviceClosed what to do when the service turns out to be closed
 */
record PollContext(
        MonitorService service,
        InstantSource clock,
        ScheduledExecutorService scheduler,
        LongSupplier nanoTime,
        PollBackoff rhythm,
        Pacer firstQuestions,
        Runnable serviceClosed) {}
