package io.monitorapi.http;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another JVM, with its own options, that runs {@link ForkMain} against a server of the test. */
record Fork(int exit, String output) {

    static Fork run(Path folder, List<String> options, String task, URI server)
            throws IOException, InterruptedException {
        Path trust = folder.resolve("trust.p12");
        Calls.certificates().storeTrust(trust, "password");
        Path output = folder.resolve("output.txt");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(options);
        command.addAll(List.of(
                "-Djavax.net.ssl.trustStore=" + trust,
                "-Djavax.net.ssl.trustStorePassword=password",
                ForkMain.class.getName(),
                task,
                server.toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        return new Fork(process.waitFor(), Files.readString(output, StandardCharsets.UTF_8));
    }
}
