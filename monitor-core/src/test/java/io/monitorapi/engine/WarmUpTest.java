package io.monitorapi.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.Report;
import io.monitorapi.port.Deadline;
import io.monitorapi.port.GatewayResult;
import io.monitorapi.port.MonitorGateway;
import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.Visitor;
import io.monitorapi.testkit.FakeMonitorGateway;
import io.monitorapi.testkit.SharedFakeSessionStore;
import io.monitorapi.testkit.VirtualTime;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WarmUpTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final AtomicInteger connected = new AtomicInteger();
    private final FakeMonitorGateway gateway = new FakeMonitorGateway();
    private final SharedFakeSessionStore store = new SharedFakeSessionStore(new VirtualTime());

    @Test
    void connectsToTheServiceAndToTheStoreAndOpensNoSession() {
        try (MonitorService service = service(() -> CompletableFuture.completedFuture(null))) {
            service.warmUp(LIMIT);

            assertThat(connected).hasValue(1);
            assertThat(store.commands()).containsExactly("find", "release");
            assertThat(gateway.service().created()).isZero();
            assertThat(gateway.requests()).isEmpty();
        }
    }

    @Test
    void whatFailsIsLeftToTheFirstCall() {
        store.startOutage();
        try (MonitorService service = service(() -> {
            throw new IllegalStateException("no connection");
        })) {
            assertThatCode(() -> service.warmUp(LIMIT)).doesNotThrowAnyException();

            assertThat(service.buttonFor(Visitor.of("device-1")).result()).isPresent();
        }
    }

    @Test
    void endsAtItsLimit() {
        try (MonitorService service = service(CompletableFuture::new)) {
            assertThatCode(() -> service.warmUp(Duration.ofMillis(20))).doesNotThrowAnyException();
        }
    }

    @Test
    void doesNothingOnceTheServiceIsClosed() {
        MonitorService service = service(() -> CompletableFuture.completedFuture(null));
        service.close();

        assertThatCode(() -> service.warmUp(LIMIT)).doesNotThrowAnyException();

        assertThat(connected).hasValue(0);
    }

    @Test
    void aLimitThatIsNotPositiveIsRefused() {
        try (MonitorService service = service(CompletableFuture::new)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> service.warmUp(Duration.ZERO))
                    .withMessageContaining("limit");
        }
    }

    private MonitorService service(Supplier<CompletableFuture<Void>> connection) {
        return MonitorServiceBuilder.forGateway(new MonitorGateway() {
                    @Override
                    public CompletableFuture<GatewayResult> fetchEngagement(
                            @Nullable SessionRecord record, EngagementRequest request, Deadline deadline) {
                        return gateway.fetchEngagement(record, request, deadline);
                    }

                    @Override
                    public CompletableFuture<GatewayResult> sendReport(
                            @Nullable SessionRecord record, Report report, Deadline deadline) {
                        return gateway.sendReport(record, report, deadline);
                    }

                    @Override
                    public CompletableFuture<Void> warmUp(Deadline deadline) {
                        connected.incrementAndGet();
                        return connection.get();
                    }
                })
                .sessionStore(store)
                .build();
    }
}
