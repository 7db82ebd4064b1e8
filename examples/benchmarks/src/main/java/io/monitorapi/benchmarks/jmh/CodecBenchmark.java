package io.monitorapi.benchmarks.jmh;

import io.monitorapi.benchmarks.load.Work;
import io.monitorapi.http.HttpMonitorGateway;
import io.monitorapi.http.transport.HttpTransport;
import io.monitorapi.http.transport.TransportRequest;
import io.monitorapi.http.transport.TransportResult;
import io.monitorapi.port.Deadline;
import io.monitorapi.port.GatewayResult;
import io.monitorapi.session.MonitorSession;
import io.monitorapi.session.SessionRecord;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The whole gateway, from request to bytes and from bytes to result, on a transport that responds immediately. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class CodecBenchmark {

    private final byte[] response = Work.responseBody();
    private final Deadline deadline = Deadline.in(Duration.ofDays(1), System::nanoTime);
    private final SessionRecord record = new SessionRecord.Paired(
            new MonitorSession("M4ZTA3ZTQ1ZjA2YzdhN2", "Hs5TqC2mQvqXk3bYwL8r9A"),
            Instant.EPOCH,
            Instant.EPOCH,
            1,
            null);
    private final HttpMonitorGateway gateway = HttpMonitorGateway.builder()
            .accountId("12345678")
            .appInstallationId("d5f4c1a2-installation")
            .baseUri(URI.create("https://service.example"))
            .transport(new ImmediateTransport(response))
            .build();

    /** {@return the result of the SDK's gateway: builds the address, writes the request and reads the response} */
    @Benchmark
    public GatewayResult gateway() {
        return gateway.fetchEngagement(record, Work.REQUEST, deadline).join();
    }

    /** {@return the request as Jackson's data binding writes it} */
    @Benchmark
    public byte[] databindWrites() {
        return Work.JSON.writeValueAsBytes(Work.BODY);
    }

    /** {@return the response as Jackson's data binding reads it} */
    @Benchmark
    public Object databindReads() {
        return Work.JSON.readValue(response, Work.EngagementResponse.class);
    }

    private record ImmediateTransport(CompletableFuture<TransportResult> result) implements HttpTransport {

        ImmediateTransport(byte[] body) {
            this(CompletableFuture.completedFuture(
                    new TransportResult.Response(200, Map.of("content-type", List.of("application/json")), body)));
        }

        @Override
        public CompletableFuture<TransportResult> exchange(TransportRequest request, Deadline deadline) {
            return result;
        }

        @Override
        public void close() {
            // Nothing to close.
        }
    }
}
