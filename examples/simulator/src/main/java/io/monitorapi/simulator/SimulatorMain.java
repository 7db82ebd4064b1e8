package io.monitorapi.simulator;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs the simulator in a process of its own, until it is ended. */
public final class SimulatorMain {

    private static final String USAGE = "Options: --port NUMBER, --account ID, --app-installation ID,"
            + " --certificate FILE (where the certificate to trust is written to)";

    private SimulatorMain() {}

    /**
     * Starts the simulator and says how to reach it.
     *
     * @param arguments the options
     * @throws IOException if the certificate cannot be written
     * @throws InterruptedException never in practice
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        MonitorSimulator simulator;
        try {
            simulator = start(List.of(arguments), System.out);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage() + "\n" + USAGE);
            System.exit(2);
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(simulator::close, "monitor-simulator-end"));
        Thread.currentThread().join();
    }

    static MonitorSimulator start(List<String> arguments, PrintStream out) throws IOException {
        SimulatorSettings.Builder settings = SimulatorSettings.builder();
        Path certificate = null;
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String option = rest.next();
            switch (option) {
                case "--port" -> settings.port(Integer.parseInt(value(option, rest)));
                case "--account" -> settings.accountId(value(option, rest));
                case "--app-installation" -> settings.appInstallationId(value(option, rest));
                case "--certificate" -> certificate = Path.of(value(option, rest));
                default -> throw new IllegalArgumentException("Unknown option " + option);
            }
        }
        MonitorSimulator simulator = MonitorSimulator.start(settings.build());
        announce(simulator, certificate, out);
        return simulator;
    }

    private static void announce(MonitorSimulator simulator, @Nullable Path certificate, PrintStream out)
            throws IOException {
        if (certificate != null) {
            Files.writeString(certificate, simulator.certificatePem());
            out.println("MONITOR_TRUST_CERTIFICATE=" + certificate.toAbsolutePath());
        }
        out.println("MONITOR_ACCOUNT_ID=" + simulator.accountId());
        out.println("MONITOR_APP_INSTALLATION_ID=" + simulator.appInstallationId());
        out.println("MONITOR_BASE_URI=" + simulator.baseUri());
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException("A value is missing after " + option);
        }
        return rest.next();
    }
}
