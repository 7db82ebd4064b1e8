package io.monitorapi.middleboxes;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.simulator.MonitorSimulator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service's name has two addresses, of which the first is dead; the calls run in a JVM with a hosts file of its own. */
class TwoAddressesTest {

    private static final String DEAD = "127.0.0.77";
    private static final int CALLS = 400;
    private static final int SLOW_CALLS = 3;

    @TempDir
    private Path folder;

    private final MonitorSimulator simulator = MonitorSimulator.start();

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }

    @Test
    void apacheTriesTheSecondAddressWhenTheFirstRefusesConnections() throws IOException {
        String ends = calls(TransportKind.APACHE, CALLS, DEAD, "127.0.0.1");

        report("refuses connections", TransportKind.APACHE, CALLS, ends);
        assertThat(ends).isEqualTo("{succeeded=" + CALLS + "}");
    }

    @Test
    void apacheTriesTheSecondAddressWhenTheFirstDoesNotRespond() throws IOException {
        InetAddress dead = InetAddress.getByName(DEAD);
        List<Socket> waiting = new ArrayList<>();
        try (ServerSocket blackHole = new ServerSocket(simulator.baseUri().getPort(), 1, dead)) {
            for (int i = 0; i < 3; i++) {
                waiting.add(connecting(blackHole));
            }

            String ends = calls(TransportKind.APACHE, SLOW_CALLS, DEAD, "127.0.0.1");

            report("does not respond", TransportKind.APACHE, SLOW_CALLS, ends);
            assertThat(ends).isEqualTo("{succeeded=" + SLOW_CALLS + "}");
        } finally {
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    /** What the README of the adapter says; the JDK's client knows the first address only. */
    @Test
    void theJdkTransportTriesTheFirstAddressOnly() throws IOException {
        String ends = calls(TransportKind.JDK, CALLS, DEAD, "127.0.0.1");

        report("refuses connections", TransportKind.JDK, CALLS, ends);
        assertThat(ends).isEqualTo("{CONNECT=" + CALLS + "}");
    }

    /** The control: the calls succeed on both transports when the first address is the living one. */
    @Test
    void callsSucceedWhenTheFirstAddressIsAlive() throws IOException {
        for (TransportKind transport : TransportKind.values()) {
            assertThat(calls(transport, SLOW_CALLS, "127.0.0.1", DEAD)).isEqualTo("{succeeded=" + SLOW_CALLS + "}");
        }
    }

    /** Fills the queue of a listener that never accepts: later connections get no reply. */
    private static Socket connecting(ServerSocket blackHole) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(blackHole.getInetAddress(), blackHole.getLocalPort()), 200);
        } catch (IOException full) {
            // The queue is full, as intended.
        }
        return socket;
    }

    private String calls(TransportKind transport, int count, String... addresses) throws IOException {
        Path hosts = folder.resolve("hosts");
        Files.write(hosts, List.of(addresses[0] + " localhost", addresses[1] + " localhost"));
        Path certificate = Files.writeString(folder.resolve("service.pem"), simulator.certificatePem());
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Djdk.net.hosts.file=" + hosts,
                        "-cp",
                        NodeProcess.classPath(),
                        CallsToLocalhost.class.getName(),
                        transport.name(),
                        simulator.accountId(),
                        simulator.appInstallationId(),
                        Integer.toString(simulator.baseUri().getPort()),
                        certificate.toString(),
                        Integer.toString(count))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
    }

    private static void report(String fault, TransportKind transport, int calls, String ends) {
        System.out.printf(
                "FIGURE two addresses, the first %s, %s: %d calls, each with a new connection, %s%n",
                fault, transport, calls, ends);
    }
}
