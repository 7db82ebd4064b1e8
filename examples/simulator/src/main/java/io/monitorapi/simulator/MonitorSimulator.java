package io.monitorapi.simulator;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/**
 * Plays the Monitor API and the Domain API on loopback, over HTTPS, with real session state.
 *
 * <p>Sets the system properties {@code sun.net.httpserver.nodelay} and {@code sun.net.httpserver.maxIdleConnections} unless
 * they are set: without the first one, the JDK's server answers a POST on a connection that is used again 40 ms late. They
 * count only before that server is first used in the JVM.
 *
 * <p>Safe for use by any thread. Close it at the end.
 */
public final class MonitorSimulator implements AutoCloseable {

    static {
        setUnlessSet("sun.net.httpserver.nodelay", "true");
        setUnlessSet("sun.net.httpserver.maxIdleConnections", "2000");
    }

    private final SimulatorSettings settings;
    private final HttpsServer server;
    private final ExecutorService executor;
    private final Certificate certificate = Certificate.make();
    private final Campaigns campaigns = new Campaigns();
    private final Script script = new Script();
    private final Seen seen = new Seen();
    private final Visitors visitors;

    private MonitorSimulator(SimulatorSettings settings) {
        this.settings = settings;
        this.visitors = new Visitors(settings, seen);
        this.executor = Executors.newCachedThreadPool(threads());
        try {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port());
            this.server = HttpsServer.create(address, 1_024);
        } catch (IOException failure) {
            throw new UncheckedIOException("The simulator cannot listen on port " + settings.port(), failure);
        }
        server.setHttpsConfigurator(new HttpsConfigurator(certificate.serverContext()));
        server.setExecutor(executor);
        DomainApi domain = new DomainApi(
                settings.accountId(), "localhost:" + server.getAddress().getPort());
        MonitorApi monitor = new MonitorApi(settings, visitors, campaigns, seen);
        server.createContext("/", new Front(domain, monitor, script, visitors, seen));
        server.start();
    }

    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /** {@return a simulator of a made-up account, with one campaign that offers an engagement} */
    public static MonitorSimulator start() {
        return start(SimulatorSettings.builder().build());
    }

    /**
     * Starts a simulator.
     *
     * @param settings which account it serves, and how
     * @return the simulator, which is ready
     * @throws UncheckedIOException if the port is taken
     */
    public static MonitorSimulator start(SimulatorSettings settings) {
        return new MonitorSimulator(settings);
    }

    /** {@return where it is: https, localhost and its port} */
    public URI baseUri() {
        return URI.create("https://localhost:" + server.getAddress().getPort());
    }

    /** {@return a context that trusts its certificate, and nothing else} */
    public SSLContext sslContext() {
        return certificate.clientContext();
    }

    /** {@return its certificate, for other processes to trust} */
    public String certificatePem() {
        return certificate.pem();
    }

    /** {@return the account it serves} */
    public String accountId() {
        return settings.accountId();
    }

    /** {@return the app installation it serves} */
    public String appInstallationId() {
        return settings.appInstallationId();
    }

    /** {@return what it offers} */
    public Campaigns campaigns() {
        return campaigns;
    }

    /** {@return what it answers instead, for a while} */
    public Script script() {
        return script;
    }

    /** {@return what it has seen so far} */
    public Seen seen() {
        return seen;
    }

    /** Ends all sessions now; their visitors stay known. */
    public void expireSessions() {
        visitors.endSessions();
    }

    /** Stops listening, closes all connections and ends its threads. */
    @Override
    public void close() {
        script.end();
        server.stop(0);
        executor.shutdownNow();
    }

    private static ThreadFactory threads() {
        AtomicInteger number = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, "monitor-simulator-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
