package io.monitorapi.benchmarks.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;

/** The server in a separate process, so that its cost is not counted. */
record ServerProcess(Process process, Endpoint endpoint) implements AutoCloseable {

    static ServerProcess start() throws IOException, InterruptedException, GeneralSecurityException {
        Path keys = Files.createTempDirectory("load").resolve("server.p12");
        Tls.make(keys);
        Process process =
                Jvm.start(List.of("-Xmx256m", "-XX:+UseSerialGC"), LoadServer.class, List.of(keys.toString()));
        BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        String port = said.readLine();
        if (port == null) {
            throw new IOException("the server did not start");
        }
        return new ServerProcess(process, Endpoint.of(Integer.parseInt(port), keys));
    }

    @Override
    public void close() {
        process.destroy();
    }
}
