package io.monitorapi.benchmarks.jmh;

import io.monitorapi.MonitorService;
import io.monitorapi.benchmarks.growth.ImmediateGateway;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.engine.MonitorServiceBuilder;
import io.monitorapi.retry.Resilience4jRetryPolicy;
import io.monitorapi.session.Visitor;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The engine's share of a call: existing session, default retries, a gateway that responds immediately. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class EngineBenchmark {

    private final Visitor visitor = Visitor.of("7c1f6a0e-4c52-4f7e-9d38-2b1d8b1c9e11");
    private final MonitorService service = MonitorServiceBuilder.forGateway(new ImmediateGateway())
            .retryPolicy(Resilience4jRetryPolicy.standard())
            .build();

    /** Opens the session. */
    @Setup
    public void begin() {
        service.getEngagement(visitor, EngagementRequest.empty());
    }

    /** Closes the service. */
    @TearDown
    public void end() {
        service.close();
    }

    /** {@return the result of a blocking call} */
    @Benchmark
    public EngagementResult waiting() {
        return service.getEngagement(visitor, EngagementRequest.empty());
    }

    /** {@return the result of an asynchronous call} */
    @Benchmark
    public CompletableFuture<EngagementResult> later() {
        CompletableFuture<EngagementResult> result = service.getEngagementAsync(visitor, EngagementRequest.empty());
        result.join();
        return result;
    }
}
