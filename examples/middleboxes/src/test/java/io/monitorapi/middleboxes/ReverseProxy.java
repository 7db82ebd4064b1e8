package io.monitorapi.middleboxes;

import io.monitorapi.simulator.MonitorSimulator;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A reverse proxy that ends TLS, in front of two backends that both lead to the one simulator, so that a session is valid
 * whichever backend a request takes.
 */
final class ReverseProxy implements AutoCloseable {

    /** The proxies, each with its way of a graceful reload. */
    enum Kind {
        NGINX,
        HAPROXY
    }

    private final Kind kind;
    private final Program front;
    private final List<Program> backends;
    private final Path folder;
    private final Map<String, Object> values;

    private ReverseProxy(Kind kind, Program front, List<Program> backends, Path folder, Map<String, Object> values) {
        this.kind = kind;
        this.front = front;
        this.backends = backends;
        this.folder = folder;
        this.values = values;
    }

    static ReverseProxy start(Kind kind, MonitorSimulator simulator, ProxyCertificate certificate, Path folder) {
        return start(kind, simulator, certificate, folder, Map.of());
    }

    /** Starts a proxy; {@code settings} replaces KEEP_ALIVE, READ_TIMEOUT and EXTRA, more directives of the proxy. */
    static ReverseProxy start(
            Kind kind,
            MonitorSimulator simulator,
            ProxyCertificate certificate,
            Path folder,
            Map<String, String> settings) {
        Program.installed(kind == Kind.NGINX ? "nginx" : "haproxy");
        Program a = backend(simulator, folder);
        Program b = backend(simulator, folder);
        int port = Program.freePort();
        Map<String, Object> values = new HashMap<>(Map.of(
                "PORT",
                port,
                "FOLDER",
                folder,
                "CERTIFICATE",
                certificate.write(folder),
                "BACKEND_A",
                a.port(),
                "BACKEND_B",
                b.port(),
                "KEEP_ALIVE",
                "30s",
                "READ_TIMEOUT",
                "20s",
                "EXTRA",
                ""));
        values.putAll(settings);
        String configuration = configuration(kind, folder, values).toString();
        Program front = switch (kind) {
            case NGINX -> Program.start("nginx", port, folder, "-c", configuration);
            case HAPROXY -> Program.start("haproxy", port, folder, "-W", "-f", configuration);
        };
        return new ReverseProxy(kind, front, List.of(a, b), folder, values);
    }

    private static Path configuration(Kind kind, Path folder, Map<String, Object> values) {
        String file = kind == Kind.NGINX ? "nginx.conf" : "haproxy.cfg";
        return Template.write(file, folder.resolve(file), values);
    }

    /** Replaces the EXTRA directives; requests on connections that are open may still be handled as before. */
    void replaceDirectives(String directives) {
        values.put("EXTRA", directives);
        configuration(kind, folder, values);
        reload();
    }

    private static Program backend(MonitorSimulator simulator, Path folder) {
        int port = Program.freePort();
        Path configuration = Template.write(
                "backend.conf",
                folder.resolve("backend-" + port + ".conf"),
                Map.of(
                        "PORT",
                        port,
                        "FOLDER",
                        folder,
                        "SERVICE",
                        simulator.baseUri().getPort()));
        return Program.start("nginx", port, folder, "-c", configuration.toString());
    }

    URI uri() {
        return URI.create("https://localhost:" + front.port());
    }

    /** Reloads the configuration: new workers take new connections, old ones end those that they have. */
    void reload() {
        front.signal(kind == Kind.NGINX ? "HUP" : "USR2");
    }

    /** Stops all processes of the proxy: connections stay open without a response. */
    void freeze() {
        front.signalAll("STOP");
    }

    void thaw() {
        front.signalAll("CONT");
    }

    int port() {
        return front.port();
    }

    void restartBackend(int number) {
        backends.get(number).restart("QUIT");
    }

    void stopBackends() {
        backends.forEach(backend -> backend.stop("TERM"));
    }

    void startBackends() {
        backends.forEach(Program::startAgain);
    }

    String output() {
        return front.output();
    }

    @Override
    public void close() {
        front.close();
        backends.forEach(Program::close);
    }
}
