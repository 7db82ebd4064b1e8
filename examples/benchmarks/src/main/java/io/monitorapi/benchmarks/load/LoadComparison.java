package io.monitorapi.benchmarks.load;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Compares whole calls of several clients: to a server in another process, over TLS, side by side. Prints tables of ratios to
 * a client written by hand, and plots them.
 */
public final class LoadComparison {

    /** After so many calls of a client, nearly all of its code is compiled. */
    private static final int WARM = 30_000;

    static final int MOST_CALLERS = 1_024;

    private final Duration time;
    private final int rounds;
    private final int warmUp;
    private final Predicate<LoadClient> chosen;

    LoadComparison(Duration time, int rounds, int warmUp, Predicate<LoadClient> chosen) {
        this.time = time;
        this.rounds = rounds;
        this.warmUp = warmUp;
        this.chosen = chosen;
    }

    /**
     * Runs the comparison.
     *
     * @param arguments where to put table and plots, how many rounds, and how many milliseconds each of them takes
     * @throws IOException if a file cannot be written or the server does not start
     * @throws GeneralSecurityException if there is no TLS
     * @throws InterruptedException if somebody interrupts it
     */
    public static void main(String[] arguments) throws IOException, GeneralSecurityException, InterruptedException {
        int rounds = Integer.parseInt(arguments[1]);
        Duration time = Duration.ofMillis(Long.parseLong(arguments[2]));
        String only = System.getProperty("load.clients", "");
        LoadComparison comparison =
                new LoadComparison(time, rounds, WARM, client -> client.name().matches(".*(" + only + ").*"));
        comparison.run(
                List.of(System.getProperty("load.callers", "1,16,64").split(",")),
                Integer.getInteger("load.in.flight", 256),
                Files.createDirectories(Path.of(arguments[0])),
                System.out);
    }

    void run(List<String> callers, int inFlight, Path folder, PrintStream out)
            throws IOException, GeneralSecurityException, InterruptedException {
        Map<String, Rounds> tables = new LinkedHashMap<>();
        try (ServerProcess server = ServerProcess.start()) {
            List<LoadClient> waiting = warm(waiting(server));
            for (String count : callers) {
                tables.put(
                        "callers that wait: " + count,
                        measured(waiting, client -> Load.ofWaitingCallers(client, Integer.parseInt(count), time)));
            }
            close(waiting);
            if (inFlight > 0) {
                List<LoadClient> flying = warm(flying(server));
                tables.put(
                        "calls in flight: " + inFlight,
                        measured(flying, client -> Load.inFlight(client, inFlight, time)));
                close(flying);
            }
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

    private List<LoadClient> warm(List<LoadClient> clients) throws InterruptedException {
        List<LoadClient> warmed = clients.stream().filter(chosen).toList();
        for (LoadClient client : warmed) {
            Load.warm(client, warmUp);
        }
        return warmed;
    }

    private Rounds measured(List<LoadClient> clients, Rounds.Trial trial) throws InterruptedException {
        Rounds measured = new Rounds(clients);
        measured.run(rounds, trial);
        return measured;
    }

    private static List<LoadClient> waiting(ServerProcess server) {
        return List.of(
                new JdkClient("JDK client, Jackson (baseline)", server),
                new JdkClient("the same once more (noise)", server),
                SdkClient.onJdk(server, MOST_CALLERS),
                SdkClient.onApache(server, true, MOST_CALLERS),
                new RetrofitClient(server),
                new ApacheClient(server),
                new FeignClient(server),
                SpringClient.rest(server),
                SpringClient.exchange(server),
                new RawClient(server));
    }

    private static List<LoadClient> flying(ServerProcess server) {
        return List.of(
                new JdkClient("JDK client, Jackson (baseline)", server),
                new JdkClient("the same once more (noise)", server),
                SdkClient.onJdk(server, MOST_CALLERS),
                SdkClient.onApache(server, false, MOST_CALLERS),
                new RetrofitClient(server),
                new ApacheClient(server));
    }

    private static void close(List<LoadClient> clients) throws IOException {
        for (LoadClient client : clients) {
            client.close();
        }
    }
}
