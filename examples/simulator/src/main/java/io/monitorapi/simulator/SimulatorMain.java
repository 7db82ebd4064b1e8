package io.monitorapi.simulator;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs the simulator in its own process until the process is terminated. */
public final class SimulatorMain {

    private static final String USAGE = """
            Runs the Monitor API on https://localhost, for development and tests. Ctrl-C ends it.

            Options:
              --port NUMBER            port on the loopback interface (default: any free port)
              --account ID             account id to serve (default: a sample account)
              --app-installation ID    app installation id to serve (default: a sample id)
              --certificate FILE       where to write the certificate to trust (default: a temporary file)
              --help                   print this text""";

    private SimulatorMain() {}

    /**
     * Starts the simulator and prints how to use it from plain Java and from Spring Boot.
     *
     * @param arguments the options; {@code --help} lists them
     * @throws IOException if the certificate cannot be written
     * @throws InterruptedException if the main thread is interrupted
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Optional<MonitorSimulator> started;
        try {
            started = run(List.of(arguments), System.out);
        } catch (IllegalArgumentException invalid) {
            System.err.println(invalid.getMessage() + "\n\n" + USAGE);
            System.exit(2);
            return;
        }
        if (started.isEmpty()) {
            return;
        }
        MonitorSimulator simulator = started.get();
        Runtime.getRuntime().addShutdownHook(new Thread(simulator::close, "monitor-simulator-shutdown"));
        Thread.currentThread().join();
    }

    /** {@return the started simulator, or an empty optional if the arguments contain {@code --help}} */
    static Optional<MonitorSimulator> run(List<String> arguments, PrintStream out) throws IOException {
        if (arguments.contains("--help")) {
            out.println(USAGE);
            return Optional.empty();
        }
        return Optional.of(start(arguments, out));
    }

    private static MonitorSimulator start(List<String> arguments, PrintStream out) throws IOException {
        SimulatorSettings.Builder settings = SimulatorSettings.builder();
        @Nullable Path certificate = null;
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String option = rest.next();
            switch (option) {
                case "--port" -> settings.port(number(option, value(option, rest)));
                case "--account" -> settings.accountId(value(option, rest));
                case "--app-installation" -> settings.appInstallationId(value(option, rest));
                case "--certificate" -> certificate = Path.of(value(option, rest));
                default -> throw new IllegalArgumentException("Unknown option " + option);
            }
        }
        MonitorSimulator simulator = MonitorSimulator.start(settings.build());
        try {
            Path file = certificate == null ? temporaryFile() : certificate.toAbsolutePath();
            Files.writeString(file, simulator.certificatePem());
            out.println(instructions(simulator, file));
            return simulator;
        } catch (IOException failure) {
            simulator.close();
            throw failure;
        }
    }

    private static Path temporaryFile() throws IOException {
        Path file = Files.createTempFile("monitor-simulator-", ".pem");
        file.toFile().deleteOnExit();
        return file;
    }

    private static String instructions(MonitorSimulator simulator, Path certificate) {
        return """
                # Environment, plain Java (the quickstart reads it):
                MONITOR_ACCOUNT_ID=%1$s
                MONITOR_APP_INSTALLATION_ID=%2$s
                MONITOR_BASE_URI=%3$s
                MONITOR_TRUST_CERTIFICATE=%4$s

                # Environment, Spring Boot:
                MONITOR_API_ACCOUNT_ID=%1$s
                MONITOR_API_APP_INSTALLATION_ID=%2$s
                MONITOR_API_BASE_URI=%3$s
                MONITOR_API_SSL_TRUST_CERTIFICATE=%5$s

                # application.yaml, Spring Boot:
                monitor-api:
                  account-id: "%1$s"
                  app-installation-id: "%2$s"
                  base-uri: %3$s
                  ssl:
                    trust-certificate: "%5$s\"""".formatted(
                        simulator.accountId(),
                        simulator.appInstallationId(),
                        simulator.baseUri(),
                        certificate,
                        certificate.toUri());
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException("Missing value for " + option);
        }
        return rest.next();
    }

    private static int number(String option, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(option + " must be a number, but is " + value, notANumber);
        }
    }
}
