package io.monitorapi.benchmarks.load;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Measures the cost of a call of this SDK with an increasing number of calls in flight. */
public final class InFlight {

    /** This many calls in flight compile the code quickly. */
    private static final int WARM = 64;

    private InFlight() {}

    /**
     * Runs the measurement.
     *
     * @param counts how many calls are in flight, at most 1,024
     * @param time how long each measurement takes
     * @param rounds how many there are of each; the median counts
     * @return a point for each count
     * @throws IOException if server or client do not start or fail
     * @throws GeneralSecurityException if TLS cannot be set up
     * @throws InterruptedException if the thread is interrupted
     */
    public static List<Point> points(List<Integer> counts, Duration time, int rounds)
            throws IOException, GeneralSecurityException, InterruptedException {
        List<Point> points = new ArrayList<>();
        try (ServerProcess server = ServerProcess.start();
                ClientProcess client = ClientProcess.start(Contender.SDK_ON_JDK, server.endpoint(), List.of())) {
            client.inFlight(WARM, time.multipliedBy(rounds));
            for (int count : counts) {
                Rounds measured = Rounds.of(List.of(client), rounds, one -> one.inFlight(count, time));
                Sample median = measured.median(client.title());
                points.add(new Point(count, median.callsPerSecond(), median.cpu()));
            }
        }
        return points;
    }

    /**
     * The result for one number of calls in flight.
     *
     * @param calls how many calls were in flight
     * @param callsPerSecond how many completed in a second
     * @param cpu processor time for a call, in microseconds
     */
    public record Point(int calls, double callsPerSecond, double cpu) {}
}
