package io.monitorapi.benchmarks.load;

import static io.monitorapi.benchmarks.load.Contender.APACHE;
import static io.monitorapi.benchmarks.load.Contender.BASELINE;
import static io.monitorapi.benchmarks.load.Contender.FEIGN;
import static io.monitorapi.benchmarks.load.Contender.FLOOR;
import static io.monitorapi.benchmarks.load.Contender.HTTP_EXCHANGE;
import static io.monitorapi.benchmarks.load.Contender.REST_CLIENT;
import static io.monitorapi.benchmarks.load.Contender.RETROFIT;
import static io.monitorapi.benchmarks.load.Contender.SDK_ON_APACHE;
import static io.monitorapi.benchmarks.load.Contender.SDK_ON_JDK;
import static io.monitorapi.benchmarks.load.Contender.TWIN;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Compares whole calls of several clients over TLS: server and clients run in separate processes, and the clients take turns.
 * Prints and plots ratios to a client written by hand.
 */
public final class LoadComparison {

    /** Compilation of a client takes about this long; before, figures differ by up to half. */
    private static final Duration WARM_UP = Duration.ofSeconds(20);

    private static final int WARMING_CALLERS = 16;

    private static final List<Contender> WAITING = List.of(
            BASELINE, TWIN, SDK_ON_JDK, SDK_ON_APACHE, RETROFIT, APACHE, FEIGN, REST_CLIENT, HTTP_EXCHANGE, FLOOR);

    private static final List<Contender> IN_FLIGHT =
            List.of(BASELINE, TWIN, SDK_ON_JDK, SDK_ON_APACHE, RETROFIT, APACHE);

    private final Duration time;
    private final int rounds;
    private final Duration warmUp;
    private final Predicate<Contender> chosen;
    private final List<String> options;

    LoadComparison(Duration time, int rounds, Duration warmUp, Predicate<Contender> chosen, List<String> options) {
        this.time = time;
        this.rounds = rounds;
        this.warmUp = warmUp;
        this.chosen = chosen;
        this.options = options;
    }

    /**
     * Runs the comparison.
     *
     * @param arguments where to put table and plots, how many rounds, how many milliseconds each of them takes, the clients as a
     *     regular expression, and further arguments for their JVMs
     * @throws IOException if a file cannot be written, or if server or client do not start or fail
     * @throws GeneralSecurityException if TLS cannot be set up
     * @throws InterruptedException if the thread is interrupted
     */
    public static void main(String[] arguments) throws IOException, GeneralSecurityException, InterruptedException {
        LoadComparison comparison = new LoadComparison(
                Duration.ofMillis(Long.parseLong(arguments[2])),
                Integer.parseInt(arguments[1]),
                WARM_UP,
                client -> client.name().matches(arguments[3]),
                Stream.of(arguments).skip(4).toList());
        comparison.run(List.of(1, 16, 64), 256, Files.createDirectories(Path.of(arguments[0])), System.out);
    }

    void run(List<Integer> callers, int inFlight, Path folder, PrintStream out)
            throws IOException, GeneralSecurityException, InterruptedException {
        Map<String, Rounds> tables = new LinkedHashMap<>();
        try (ServerProcess server = ServerProcess.start()) {
            List<ClientProcess> waiting = start(WAITING, server, client -> client.waiting(WARMING_CALLERS, warmUp));
            for (int count : callers) {
                tables.put(
                        "callers that wait: " + count,
                        Rounds.of(waiting, rounds, client -> client.waiting(count, time)));
            }
            waiting.forEach(ClientProcess::close);
            List<ClientProcess> clientsInFlight = start(IN_FLIGHT, server, client -> client.inFlight(inFlight, warmUp));
            if (!clientsInFlight.isEmpty()) {
                tables.put(
                        "calls in flight: " + inFlight,
                        Rounds.of(clientsInFlight, rounds, client -> client.inFlight(inFlight, time)));
            }
            clientsInFlight.forEach(ClientProcess::close);
        }
        Report report = new Report();
        report.machine(rounds, time.toMillis());
        report.all(tables);
        out.print(report);
        String suffix = "-jdk" + Runtime.version().feature();
        Files.writeString(folder.resolve("load" + suffix + ".md"), report.toString());
        RatioPlot.write("Throughput", tables, Sample::callsPerSecond, folder.resolve("load-throughput" + suffix));
        RatioPlot.write("CPU for a call", tables, Sample::cpu, folder.resolve("load-cpu" + suffix));
    }

    private List<ClientProcess> start(List<Contender> contenders, ServerProcess server, Rounds.Trial warming)
            throws IOException {
        List<ClientProcess> started = new ArrayList<>();
        for (Contender contender : contenders) {
            if (chosen.test(contender)) {
                ClientProcess client = ClientProcess.start(contender, server.endpoint(), options);
                warming.of(client);
                started.add(client);
            }
        }
        return started;
    }
}
