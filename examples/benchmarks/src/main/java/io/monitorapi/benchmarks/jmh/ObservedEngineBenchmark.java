package io.monitorapi.benchmarks.jmh;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.monitorapi.MonitorService;
import io.monitorapi.benchmarks.growth.ImmediateGateway;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.port.MonitorGateway;
import io.monitorapi.session.Visitor;
import io.monitorapi.spring.autoconfigure.MonitorAutoConfiguration;
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
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** The engine's share of a call with the starter's instrumentation: observation, meters, log and health. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ObservedEngineBenchmark {

    private final Visitor visitor = Visitor.of("7c1f6a0e-4c52-4f7e-9d38-2b1d8b1c9e11");
    private final AnnotationConfigApplicationContext application = started();
    private final MonitorService service = application.getBean(MonitorService.class);

    /** Opens the session. */
    @Setup
    public void begin() {
        service.getEngagement(visitor, EngagementRequest.empty());
    }

    private static AnnotationConfigApplicationContext started() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        ObservationRegistry observations = ObservationRegistry.create();
        observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
        AnnotationConfigApplicationContext application = new AnnotationConfigApplicationContext();
        application.registerBean(MeterRegistry.class, () -> meters);
        application.registerBean(ObservationRegistry.class, () -> observations);
        application.registerBean(MonitorGateway.class, ImmediateGateway::new);
        application.register(MonitorAutoConfiguration.class);
        application.refresh();
        return application;
    }

    /** Closes the service. */
    @TearDown
    public void end() {
        application.close();
    }

    /** {@return the result of a blocking call} */
    @Benchmark
    public EngagementResult waiting() {
        return service.getEngagement(visitor, EngagementRequest.empty());
    }
}
