package io.monitorapi.benchmarks.load;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Compares the first call in a fresh JVM, including class loading and TLS set-up; forks of the clients take turns. */
public final class FirstCall {

    private static final List<Contender> CONTENDERS =
            List.of(Contender.BASELINE, Contender.SDK_ON_JDK, Contender.SDK_ON_APACHE, Contender.TWIN);

    private FirstCall() {}

    /**
     * Runs the comparison or, with the arguments of a fork, the single call of that fork.
     *
     * @param arguments how many forks each client gets; or a client's name, the server's port and the file with its certificate
     * @throws Exception if a call or a fork fails
     */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 1) {
            compare(Integer.parseInt(arguments[0]), System.out);
        } else {
            makeOne(Contender.valueOf(arguments[0]), arguments[1], arguments[2]);
        }
    }

    private static void makeOne(Contender contender, String port, String keys) throws Exception {
        long started = System.nanoTime();
        try (LoadClient client = contender.open(Endpoint.of(port, keys))) {
            client.call(0);
            System.out.println(System.nanoTime() - started);
        }
    }

    private static void compare(int forks, PrintStream out)
            throws IOException, InterruptedException, GeneralSecurityException {
        Map<Contender, List<Long>> nanos = new EnumMap<>(Contender.class);
        try (ServerProcess server = ServerProcess.start()) {
            for (int fork = 0; fork < forks; fork++) {
                for (Contender contender : CONTENDERS) {
                    nanos.computeIfAbsent(contender, first -> new ArrayList<>())
                            .add(nanosOf(contender, server.endpoint()));
                }
            }
        }
        double baseline = median(nanos.getOrDefault(Contender.BASELINE, List.of()));
        out.printf(Locale.ROOT, "| first call in a fresh JVM %s | ms | ratio |%n|---|---:|---:|%n", Runtime.version());
        nanos.forEach((contender, each) -> out.printf(
                Locale.ROOT, "| %s | %.0f | %.2f |%n", contender.title(), median(each) / 1e6, median(each) / baseline));
    }

    private static long nanosOf(Contender contender, Endpoint server) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(contender.name()));
        arguments.addAll(server.arguments());
        Process fork = Jvm.start(List.of(), FirstCall.class, arguments);
        String said = new String(fork.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        if (fork.waitFor() != 0) {
            throw new IOException(contender.title() + " failed");
        }
        return Long.parseLong(said.strip());
    }

    private static double median(List<Long> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
