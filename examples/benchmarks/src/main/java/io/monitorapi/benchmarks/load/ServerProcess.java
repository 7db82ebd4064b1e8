package io.monitorapi.benchmarks.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** The server in a process of its own, so that what it costs is not counted. */
final class ServerProcess implements AutoCloseable {

    private final @Nullable Process process;
    private final URI uri;
    private final Path keys;
    private final Tls tls;

    private ServerProcess(@Nullable Process process, int port, Path keys) throws IOException, GeneralSecurityException {
        this.process = process;
        this.uri = URI.create("https://localhost:" + port);
        this.keys = keys;
        this.tls = Tls.from(keys);
    }

    /** {@return one that somebody else has started, and ends} */
    static ServerProcess running(int port, Path keys) throws IOException, GeneralSecurityException {
        return new ServerProcess(null, port, keys);
    }

    static ServerProcess start() throws IOException, InterruptedException, GeneralSecurityException {
        Path keys = Files.createTempDirectory("load").resolve("server.p12");
        Tls.make(keys);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        LoadServer.class.getName(),
                        keys.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        String port = said.readLine();
        if (port == null) {
            throw new IOException("the server did not start");
        }
        return new ServerProcess(process, Integer.parseInt(port), keys);
    }

    URI uri() {
        return uri;
    }

    Path keys() {
        return keys;
    }

    SSLContext trust() {
        return tls.context();
    }

    X509TrustManager trustManager() {
        return tls.trust();
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroy();
        }
    }
}
