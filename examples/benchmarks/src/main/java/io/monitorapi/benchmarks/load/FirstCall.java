package io.monitorapi.benchmarks.load;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Compares the first call in a fresh JVM, where classes are loaded and TLS is set up: forks that take turns. */
public final class FirstCall {

    private static final String BASELINE = "JDK client, Jackson (baseline)";
    private static final String TWIN = "the same once more (noise)";

    private FirstCall() {}

    /**
     * Runs the comparison; with the arguments of a fork, makes the one call of that fork.
     *
     * @param arguments how many forks each client gets; or a client's name, the server's port and the file with its certificate
     * @throws Exception if a call or a fork fails
     */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 1) {
            compare(Integer.parseInt(arguments[0]), System.out);
        } else {
            makeOne(arguments[0], Integer.parseInt(arguments[1]), Path.of(arguments[2]));
        }
    }

    private static void makeOne(String name, int port, Path keys) throws Exception {
        long begun = System.nanoTime();
        try (ServerProcess server = ServerProcess.running(port, keys);
                LoadClient client = client(name, server)) {
            client.call(0);
            System.out.println(System.nanoTime() - begun);
        }
    }

    private static LoadClient client(String name, ServerProcess server) {
        return switch (name) {
            case SdkClient.ON_JDK -> SdkClient.onJdk(server, 1);
            case SdkClient.ON_APACHE -> SdkClient.onApache(server, true, 1);
            default -> new JdkClient(name, server);
        };
    }

    private static void compare(int forks, PrintStream out)
            throws IOException, InterruptedException, GeneralSecurityException {
        Map<String, List<Long>> nanos = new LinkedHashMap<>();
        try (ServerProcess server = ServerProcess.start()) {
            for (int fork = 0; fork < forks; fork++) {
                for (String client : List.of(BASELINE, SdkClient.ON_JDK, SdkClient.ON_APACHE, TWIN)) {
                    nanos.computeIfAbsent(client, first -> new ArrayList<>()).add(nanosOf(client, server));
                }
            }
        }
        double baseline = median(nanos.getOrDefault(BASELINE, List.of()));
        out.printf(Locale.ROOT, "| first call in a fresh JVM %s | ms | ratio |%n|---|---:|---:|%n", Runtime.version());
        nanos.forEach((client, each) ->
                out.printf(Locale.ROOT, "| %s | %.0f | %.2f |%n", client, median(each) / 1e6, median(each) / baseline));
    }

    private static long nanosOf(String client, ServerProcess server) throws IOException, InterruptedException {
        Process fork = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-classpath",
                        System.getProperty("java.class.path"),
                        FirstCall.class.getName(),
                        client,
                        Integer.toString(server.uri().getPort()),
                        server.keys().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(fork.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        if (fork.waitFor() != 0) {
            throw new IOException(client + " failed");
        }
        return Long.parseLong(said.strip());
    }

    private static double median(List<Long> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
