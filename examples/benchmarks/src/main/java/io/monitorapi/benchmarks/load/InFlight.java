package io.monitorapi.benchmarks.load;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a call of this SDK costs with more and more of them in flight. */
public final class InFlight {

    private InFlight() {}

    /**
     * Measures.
     *
     * @param counts how many calls are in flight, at most 1,024
     * @param time how long each measurement takes
     * @param rounds how many there are of each; the median counts
     * @return a point for each count
     * @throws IOException if the server does not start
     * @throws GeneralSecurityException if there is no TLS
     * @throws InterruptedException if somebody interrupts it
     */
    public static List<Point> points(List<Integer> counts, Duration time, int rounds)
            throws IOException, GeneralSecurityException, InterruptedException {
        List<Point> points = new ArrayList<>();
        try (ServerProcess server = ServerProcess.start();
                SdkClient client = SdkClient.onJdk(server, LoadComparison.MOST_CALLERS)) {
            for (int count : counts) {
                Rounds measured = new Rounds(List.of(client));
                measured.run(rounds, one -> Load.inFlight(one, count, time));
                Sample median = measured.median(client.name());
                points.add(new Point(count, median.callsPerSecond(), median.cpu()));
            }
        }
        return points;
    }

    /**
     * What was measured at one count.
     *
     * @param calls how many calls were in flight
     * @param callsPerSecond how many were answered in a second
     * @param cpu processor time for a call, in microseconds
     */
    public record Point(int calls, double callsPerSecond, double cpu) {}
}
