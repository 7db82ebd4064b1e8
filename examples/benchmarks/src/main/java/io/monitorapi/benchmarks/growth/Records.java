package io.monitorapi.benchmarks.growth;

import io.monitorapi.session.MonitorSession;
import io.monitorapi.session.SessionRecord.Paired;
import io.monitorapi.session.Visitor;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/** Visitors and records of realistic size: keys of 36 characters, ids of 20 and 22 characters, different times. */
public final class Records {

    /** A range with different times for a million records, recent enough that no session has expired. */
    private static final Duration AGE = Duration.ofMinutes(20);

    private Records() {}

    /**
     * {@return a visitor}
     *
     * @param number which one
     */
    public static Visitor visitor(int number) {
        return Visitor.of(new UUID(number * 0x9E3779B97F4A7C15L, number).toString());
    }

    /**
     * {@return the record of a visitor with a session}
     *
     * @param number the number of the visitor
     */
    public static Paired record(int number) {
        MonitorSession session = new MonitorSession(text("M4ZTA3ZTQ1%010d", number), text("Hs5TqC2mQvqX%010d", number));
        Instant created = Instant.now().minus(AGE).plusMillis(number);
        return new Paired(
                session, created, created.plusSeconds(7), 1_764_000_000_000L + number, text("77%08d", number));
    }

    private static String text(String format, int number) {
        return String.format(Locale.ROOT, format, number);
    }
}
