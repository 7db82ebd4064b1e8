package io.monitorapi.spring.outbox;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** The service's retry schedule (Monitoring API, "Retry Policy Recommendations"), then every 90 seconds. */
final class DeliverySchedule {

    private static final List<Duration> PAUSES =
            List.of(Duration.ofSeconds(3), Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(90));

    private DeliverySchedule() {}

    /** {@return the pause after a failure, up to a tenth longer than scheduled} */
    static Duration pause(int earlierFailures, Duration retryAfter) {
        Duration scheduled = PAUSES.get(Math.min(Math.max(earlierFailures, 0), PAUSES.size() - 1));
        Duration pause = retryAfter.compareTo(scheduled) > 0 ? retryAfter : scheduled;
        return pause.plusMillis(ThreadLocalRandom.current().nextLong(pause.toMillis() / 10 + 1));
    }
}
