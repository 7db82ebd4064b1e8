package io.monitorapi.benchmarks.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A client in a separate JVM, whose compiler sees only the calls of this client, as in an application. It executes each line of
 * its standard input, responds with a line, and ends when its input is closed.
 */
public final class ClientProcess implements AutoCloseable {

    private static final List<String> OPTIONS = List.of("-Xmx1g");

    private final Contender contender;
    private final Process process;
    private final PrintStream commands;
    private final BufferedReader responses;

    private ClientProcess(Contender contender, Process process) {
        this.contender = contender;
        this.process = process;
        this.commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.US_ASCII);
        this.responses = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    }

    static ClientProcess start(Contender contender, Endpoint server, List<String> options) throws IOException {
        List<String> all = new ArrayList<>(OPTIONS);
        all.addAll(options);
        List<String> arguments = new ArrayList<>(List.of(contender.name()));
        arguments.addAll(server.arguments());
        return new ClientProcess(contender, Jvm.start(all, ClientProcess.class, arguments));
    }

    String title() {
        return contender.title();
    }

    Sample waiting(int callers, Duration time) throws IOException {
        return send("waiting", callers, time);
    }

    Sample inFlight(int calls, Duration time) throws IOException {
        return send("in-flight", calls, time);
    }

    private Sample send(String command, int count, Duration time) throws IOException {
        commands.println(String.format(Locale.ROOT, "%s %d %d", command, count, time.toMillis()));
        String response = responses.readLine();
        if (response == null) {
            throw new IOException(title() + " failed");
        }
        return Sample.parse(response);
    }

    @Override
    public void close() {
        commands.close();
        process.onExit().join();
    }

    /**
     * Runs a client.
     *
     * @param arguments which one, the server's port, and the file with its certificate
     * @throws Exception if a call fails
     */
    public static void main(String[] arguments) throws Exception {
        Endpoint server = Endpoint.of(arguments[1], arguments[2]);
        try (LoadClient client = Contender.valueOf(arguments[0]).open(server);
                BufferedReader commands =
                        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
            for (String command = commands.readLine(); command != null; command = commands.readLine()) {
                System.out.println(execute(client, command.split(" ", -1)).line());
            }
        }
        System.exit(0);
    }

    private static Sample execute(LoadClient client, String[] command) throws InterruptedException {
        int count = Integer.parseInt(command[1]);
        Duration time = Duration.ofMillis(Long.parseLong(command[2]));
        return switch (command[0]) {
            case "waiting" -> Load.ofWaitingCallers(client, count, time);
            case "in-flight" -> Load.inFlight(client, count, time);
            default -> throw new IllegalArgumentException(command[0]);
        };
    }
}
