package io.monitorapi.benchmarks.growth;

import io.monitorapi.MonitorService;
import io.monitorapi.benchmarks.load.InFlight;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engine.MonitorServiceBuilder;
import io.monitorapi.memory.InMemorySessionStore;
import io.monitorapi.retry.Resilience4jRetryPolicy;
import io.monitorapi.session.SessionLifetime;
import io.monitorapi.session.Visitor;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Measures the cost of a call with 10 to 1,000,000 visitors, and with 1 to 1,000 calls in flight. */
public final class Growth {

    private static final List<Integer> IN_FLIGHT = List.of(1, 4, 16, 64, 256, 1_000);
    private static final int BATCH = 1_000;

    private final Duration time;
    private final int rounds;

    Growth(Duration time, int rounds) {
        this.time = time;
        this.rounds = rounds;
    }

    /**
     * Runs the measurement and writes the plots.
     *
     * @param arguments where to put the plots, and how many milliseconds each point takes
     * @throws IOException if a file cannot be written or the server does not start
     * @throws GeneralSecurityException if TLS cannot be set up
     * @throws InterruptedException if the thread is interrupted
     */
    public static void main(String[] arguments) throws IOException, GeneralSecurityException, InterruptedException {
        Growth growth = new Growth(Duration.ofMillis(Long.parseLong(arguments[1])), 5);
        growth.run(1_000_000, IN_FLIGHT, Files.createDirectories(Path.of(arguments[0])), System.out);
    }

    void run(int mostVisitors, List<Integer> inFlight, Path folder, PrintStream out)
            throws IOException, GeneralSecurityException, InterruptedException {
        Map<Integer, Double> byVisitors = byVisitors(mostVisitors);
        Map<Integer, Double> bySessions = bySessions(mostVisitors);
        out.println("| visitors | engine, ns per call | bytes per session |");
        out.println("|---:|---:|---:|");
        byVisitors.forEach((visitors, nanos) -> {
            Double bytes = bySessions.get(visitors);
            String each = bytes == null ? "not measured" : String.format(Locale.ROOT, "%.0f", bytes);
            out.println(String.format(Locale.ROOT, "| %,d | %.0f | %s |", visitors, nanos, each));
        });
        Map<Integer, Double> cpu = new LinkedHashMap<>();
        out.println();
        out.println("| calls in flight | calls/s | CPU per call, us |");
        out.println("|---:|---:|---:|");
        for (InFlight.Point point : InFlight.points(inFlight, time, rounds)) {
            cpu.put(point.calls(), point.cpu());
            out.println(String.format(
                    Locale.ROOT, "| %,d | %.0f | %.1f |", point.calls(), point.callsPerSecond(), point.cpu()));
        }
        GrowthPlot.write("ns per call of the engine alone", "visitors", byVisitors, folder.resolve("growth-visitors"));
        GrowthPlot.write("bytes per session", "visitors", bySessions, folder.resolve("growth-memory"));
        GrowthPlot.write("us of CPU per call", "calls in flight", cpu, folder.resolve("growth-in-flight"));
    }

    private Map<Integer, Double> byVisitors(int most) {
        Map<Integer, Double> nanos = new LinkedHashMap<>();
        InMemorySessionStore store = new InMemorySessionStore(most, SessionLifetime.DEFAULT, InstantSource.system());
        try (MonitorService service = MonitorServiceBuilder.forGateway(new ImmediateGateway())
                .sessionStore(store)
                .retryPolicy(Resilience4jRetryPolicy.standard())
                .build()) {
            Visitor[] visitors = new Visitor[most];
            int filled = 0;
            for (int count = 10; count <= most; count *= 10) {
                for (; filled < count; filled++) {
                    visitors[filled] = Records.visitor(filled);
                    store.replace(visitors[filled], 0, Records.record(filled));
                }
                nanosPerCall(service, visitors, count);
                nanos.put(count, nanosPerCall(service, visitors, count));
            }
        }
        return nanos;
    }

    private double nanosPerCall(MonitorService service, Visitor[] visitors, int count) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long started = System.nanoTime();
        long end = started + TimeUnit.MILLISECONDS.toNanos(time.toMillis());
        long calls = 0;
        while (System.nanoTime() < end) {
            for (int i = 0; i < BATCH; i++) {
                service.getEngagement(visitors[random.nextInt(count)], EngagementRequest.empty());
            }
            calls += BATCH;
        }
        return (double) (System.nanoTime() - started) / calls;
    }

    private static Map<Integer, Double> bySessions(int most) {
        Map<Integer, Double> bytes = new LinkedHashMap<>();
        for (int count = 1_000; count <= most; count *= 10) {
            bytes.put(count, SessionMemory.bytesPerVisitor(count));
        }
        return bytes;
    }
}
