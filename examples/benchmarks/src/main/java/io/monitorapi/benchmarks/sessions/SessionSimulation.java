package io.monitorapi.benchmarks.sessions;

import io.monitorapi.benchmarks.sessions.Run.Outcome;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Simulates a brand of 1 to 200 nodes with a million visitors, through an outage of the service and one of the store, on virtual
 * time, with the real engine. Prints a table, and plots the sessions opened per second.
 */
public final class SessionSimulation {

    private static final List<Integer> NODES = List.of(1, 20, 200);
    private static final List<Double> STICKINESS = List.of(0.0, 0.5, 1.0);
    private static final int MINUTES = 100;

    private SessionSimulation() {}

    /**
     * Runs the simulation.
     *
     * @param arguments where to put the plot, and, unless it is a million, the number of visitors
     * @throws IOException if the plot cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        int visitors = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000_000;
        run(visitors, Files.createDirectories(Path.of(arguments[0])), System.out);
    }

    static void run(int visitors, Path folder, PrintStream out) throws IOException {
        out.println("| nodes | sticky | client | sessions per visitor | most sessions/s | cap | over the cap |"
                + " most requests/s | calls succeeded | store commands per call |");
        out.println("|---:|---:|---|---:|---:|---:|---:|---:|---:|---:|");
        for (int nodes : NODES) {
            for (double stickiness : nodes == 1 ? List.of(1.0) : STICKINESS) {
                Scenario scenario = new Scenario(visitors, nodes, stickiness, MINUTES);
                Outcome sdk = Run.ofSdk(scenario);
                Outcome naive = Run.ofNaive(scenario);
                out.println(row(sdk));
                out.println(row(naive));
                if (nodes == 20 && stickiness != 0.5) {
                    CreationPlot.write(
                            List.of(sdk, naive),
                            folder.resolve(stickiness == 0 ? "sessions-loose" : "sessions-sticky"));
                }
            }
        }
    }

    private static String row(Outcome outcome) {
        Scenario scenario = outcome.scenario();
        return String.format(
                Locale.ROOT,
                "| %d | %.0f %% | %s | %.3f | %d | %d | %d | %d | %.1f %% | %.2f |",
                scenario.nodes(),
                scenario.stickiness() * 100,
                outcome.client(),
                outcome.sessionsPerVisitor(),
                outcome.peakOfSessions(),
                scenario.cap(),
                outcome.service().capped(),
                outcome.peakOfRequests(),
                100.0 * outcome.succeeded() / outcome.calls(),
                (double) outcome.storeCommands() / outcome.calls());
    }
}
