package io.monitorapi.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.http.apache.ApacheHttpTransport;
import io.monitorapi.http.testkit.FaultServer;
import io.monitorapi.http.transport.HttpTransport;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefaultTransportBuilderTest {

    @TempDir
    Path folder;

    @Test
    void theDefaultIsApacheHttpClient() {
        try (HttpTransport transport = new DefaultTransportBuilder().build()) {
            assertThat(transport).isInstanceOf(ApacheHttpTransport.class);
        }
    }

    @Test
    void withoutTheJarOfApacheHttpClientTheDefaultIsTheJdkClient() throws Exception {
        String withoutApache = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("httpclient5") && !entry.contains("httpcore5"))
                .collect(Collectors.joining(File.pathSeparator));
        try (FaultServer server = Calls.serve(Calls.good())) {
            Fork fork = Fork.run(folder, List.of("-cp", withoutApache), "default transport", server.uri());

            assertThat(fork.output()).contains("JdkHttpTransport", "session opened");
            assertThat(server.requests()).hasSize(1);
        }
    }
}
