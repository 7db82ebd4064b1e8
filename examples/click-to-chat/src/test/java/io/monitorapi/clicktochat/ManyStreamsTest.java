package io.monitorapi.clicktochat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.monitorapi.simulator.MonitorSimulator;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Many event streams on a server with few threads. */
@Tag("long")
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "server.tomcat.threads.max=16",
            "click-to-chat.interval=5s",
            // All pages open at the same time, possibly on a busy machine.
            "monitor-api.connect-timeout=30s",
            "monitor-api.attempt-limit=30s",
            "monitor-api.deadline=60s"
        })
class ManyStreamsTest {

    private static final int STREAMS = 500;
    private static final int THREADS = 16;

    @LocalServerPort
    private int port;

    @Autowired
    private MonitorSimulator simulator;

    @Autowired
    private Streams streams;

    private final ExecutorService pool = Executors.newFixedThreadPool(4);
    private final HttpClient client = HttpClient.newBuilder().executor(pool).build();
    private final List<CompletableFuture<?>> open = new ArrayList<>();

    @AfterEach
    void close() {
        simulator.campaigns().agentsOnline(true);
        open.forEach(stream -> stream.cancel(true));
        pool.shutdownNow();
    }

    @Test
    void fiveHundredStreamsReceiveAChangeOnABoundedNumberOfThreads() throws Exception {
        Set<Thread> threadsOfOtherTests = threads("monitor-availability-");
        CountDownLatch available = new CountDownLatch(STREAMS);
        CountDownLatch unavailable = new CountDownLatch(STREAMS);
        for (int i = 0; i < STREAMS; i++) {
            listen("/button", line -> {
                if (line.contains("\"unavailable\"") && line.contains("\"staleSince\":null")) {
                    unavailable.countDown();
                } else if (line.contains("\"available\"") && line.contains("\"staleSince\":null")) {
                    available.countDown();
                }
            });
        }
        assertThat(available.await(120, TimeUnit.SECONDS)).isTrue();
        assertThat(streams.count()).isEqualTo(STREAMS);

        int requests = simulator.recording().requests();
        long switched = System.nanoTime();
        simulator.campaigns().agentsOnline(false);
        boolean receivedByAll = unavailable.await(120, TimeUnit.SECONDS);
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - switched);

        assertThat(receivedByAll).isTrue();
        int web = threads(serverThread()).size();
        Set<Thread> watches = threads("monitor-availability-");
        watches.removeAll(threadsOfOtherTests);
        System.out.println("FIGURE " + STREAMS + " event streams: all received the change after " + took + " ms, in "
                + (simulator.recording().requests() - requests) + " requests of the service, on " + web
                + " threads of the web server (at most " + THREADS + ") and " + watches.size()
                + " threads of the watches");
        assertThat(web).isLessThanOrEqualTo(THREADS);
        assertThat(watches).hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void streamsThatOccupyAThreadBlockTheServer() throws Exception {
        for (int i = 0; i < THREADS; i++) {
            listen("/naive", line -> {});
        }
        assertThat(Naive.ALL_HELD.await(60, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<?> page = listen("/", line -> {});

        try {
            assertThat(catchThrowable(() -> page.get(3, TimeUnit.SECONDS))).isInstanceOf(TimeoutException.class);
        } finally {
            Naive.END.countDown();
        }
    }

    private CompletableFuture<?> listen(String path, Consumer<String> listener) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .build();
        CompletableFuture<?> stream = client.sendAsync(request, BodyHandlers.fromLineSubscriber(new Lines(listener)));
        open.add(stream);
        return stream;
    }

    /** Asks the server for a thread name, because servers of other tests run in the same JVM. */
    private String serverThread() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/thread"))
                .build();
        String name = client.send(request, BodyHandlers.ofString()).body();
        return name.substring(0, name.lastIndexOf('-') + 1);
    }

    private static Set<Thread> threads(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(prefix))
                .collect(Collectors.toSet());
    }

    /** The control: a stream that occupies a thread. */
    @TestConfiguration
    @RestController
    static class Naive {

        private static final CountDownLatch ALL_HELD = new CountDownLatch(THREADS);
        private static final CountDownLatch END = new CountDownLatch(1);

        @GetMapping("/thread")
        String thread() {
            return Thread.currentThread().getName();
        }

        @GetMapping("/naive")
        String naive() throws InterruptedException {
            ALL_HELD.countDown();
            END.await();
            return "";
        }
    }
}
