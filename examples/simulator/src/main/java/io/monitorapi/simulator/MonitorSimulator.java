package io.monitorapi.simulator;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/**
 * The Monitor API and the Domain API on the loopback interface, over HTTPS, with session state.
 *
 * <p>Sets the system properties {@code sun.net.httpserver.nodelay} and {@code sun.net.httpserver.maxIdleConnections} unless
 * they are set: without the first one, the JDK's server delays the response to a POST on a reused connection by 40 ms. They
 * take effect only if set before that server is first used in the JVM.
 *
 * <p>Safe for use by any thread. Close it after use.
 */
public final class MonitorSimulator implements AutoCloseable {

    static {
        setUnlessSet("sun.net.httpserver.nodelay", "true");
        setUnlessSet("sun.net.httpserver.maxIdleConnections", "2000");
    }

    private final SimulatorSettings settings;
    private final HttpsServer server;
    private final ExecutorService executor;
    private final Certificate certificate = Certificate.generate();
    private final Campaigns campaigns = new Campaigns();
    private final Script script = new Script();
    private final Recording recording = new Recording();
    private final AdjustableClock clock;
    private final Visitors visitors;

    private MonitorSimulator(SimulatorSettings settings) {
        this.settings = settings;
        this.clock = new AdjustableClock(settings.clock());
        this.visitors = new Visitors(clock, settings.sessionsPerSecond(), recording);
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
        MonitorApi monitor = new MonitorApi(settings, visitors, campaigns, recording);
        server.createContext("/", new RequestDispatcher(domain, monitor, script, visitors, recording));
        server.start();
    }

    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /** {@return a started simulator of a sample account, with one campaign that offers an engagement to every visitor} */
    public static MonitorSimulator start() {
        return start(SimulatorSettings.builder().build());
    }

    /**
     * Starts a simulator.
     *
     * @param settings the settings
     * @return the started simulator
     * @throws UncheckedIOException if the port is in use
     */
    public static MonitorSimulator start(SimulatorSettings settings) {
        return new MonitorSimulator(settings);
    }

    /** {@return the base URI: https, localhost and the port} */
    public URI baseUri() {
        return URI.create("https://localhost:" + server.getAddress().getPort());
    }

    /** {@return a TLS context that trusts only the simulator's certificate} */
    public SSLContext sslContext() {
        return certificate.clientContext();
    }

    /** {@return the certificate as PEM, to be trusted by other processes} */
    public String certificatePem() {
        return certificate.pem();
    }

    /** {@return the account that it serves} */
    public String accountId() {
        return settings.accountId();
    }

    /** {@return the app installation that it serves} */
    public String appInstallationId() {
        return settings.appInstallationId();
    }

    /** {@return the campaigns that it offers} */
    public Campaigns campaigns() {
        return campaigns;
    }

    /** {@return the responses that replace its own} */
    public Script script() {
        return script;
    }

    /** {@return the requests that it received} */
    public Recording recording() {
        return recording;
    }

    /** Ends all sessions now; the visitors stay registered. */
    public void expireSessions() {
        visitors.endSessions();
    }

    /**
     * Moves the simulator's clock forward, so that sessions expire by age or idleness.
     *
     * @param time how far, not negative
     * @throws IllegalArgumentException if the time is negative
     */
    public void advanceTime(Duration time) {
        clock.advance(time);
    }

    /**
     * Returns to the state after the start: the default campaign, agents online, no scripted response, no visitor and no
     * session, nothing received, and the clock of the settings. Port and certificate stay the same.
     */
    public void reset() {
        script.clear();
        campaigns.reset();
        clock.reset();
        visitors.clear();
        recording.clear();
    }

    /** Stops listening, closes all connections and stops its threads. */
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
