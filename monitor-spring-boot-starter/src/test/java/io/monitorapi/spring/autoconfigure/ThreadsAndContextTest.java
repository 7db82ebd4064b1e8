package io.monitorapi.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshotFactory;
import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.port.GatewayResult;
import io.monitorapi.port.MonitorGateway;
import io.monitorapi.testkit.FakeMonitorGateway;
import io.monitorapi.testkit.Samples;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** On which threads futures complete, and what those know of the caller. */
class ThreadsAndContextTest {

    private static final ThreadLocal<String> TENANT = new ThreadLocal<>();
    private static final String KEY = "test.tenant";

    private final FakeMonitorGateway gateway = new FakeMonitorGateway();
    private final ApplicationContextRunner application =
            Simulated.empty().withBean(MonitorGateway.class, () -> gateway);

    @BeforeEach
    void register() {
        ContextRegistry.getInstance().registerThreadLocalAccessor(KEY, TENANT);
    }

    @AfterEach
    void forget() {
        ContextRegistry.getInstance().removeThreadLocalAccessor(KEY);
        TENANT.remove();
    }

    @Test
    void aFutureCompletesWithTheCallersContext() {
        application.run(context -> assertThat(tenantAtCompletion(context.getBean(MonitorService.class)))
                .isEqualTo("brand-nl"));
    }

    /** The control. */
    @Test
    void withoutContextPropagationTheContextIsAbsent() {
        application
                .withClassLoader(new FilteredClassLoader(ContextSnapshotFactory.class))
                .run(context -> assertThat(tenantAtCompletion(context.getBean(MonitorService.class)))
                        .isEqualTo("nobody"));
    }

    @Test
    void cancellingReachesTheCall() {
        CompletableFuture<GatewayResult> later = new CompletableFuture<>();
        gateway.respondsLater(later);
        application.run(context -> {
            context.getBean(MonitorService.class)
                    .getEngagementAsync(Samples.visitor(), EngagementRequest.empty())
                    .cancel(true);

            assertThat(later).isCancelled();
        });
    }

    @Test
    void threadsArePlatformThreadsByDefault() {
        application.run(context -> assertThat(threadOfCompletion(context.getBean(MonitorService.class)))
                .startsWith("monitor-api-")
                .doesNotContain("default"));
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void threadsAreVirtualWhenBootUsesVirtualThreads() {
        application
                .withPropertyValues("spring.threads.virtual.enabled=true")
                .run(context -> assertThat(threadOfCompletion(context.getBean(MonitorService.class)))
                        .startsWith("monitor-api-default-"));
    }

    private String threadOfCompletion(MonitorService service) {
        CompletableFuture<GatewayResult> later = new CompletableFuture<>();
        gateway.respondsLater(later);
        CompletableFuture<String> thread = service.getEngagementAsync(Samples.visitor(), EngagementRequest.empty())
                .thenApply(result -> Thread.currentThread().getName());
        later.complete(Samples.created(1));
        return thread.join();
    }

    private String tenantAtCompletion(MonitorService service) {
        CompletableFuture<GatewayResult> later = new CompletableFuture<>();
        gateway.respondsLater(later);
        TENANT.set("brand-nl");
        CompletableFuture<String> tenant = service.getEngagementAsync(Samples.visitor(), EngagementRequest.empty())
                .thenApply(result -> TENANT.get() == null ? "nobody" : TENANT.get());
        TENANT.remove();
        later.complete(Samples.created(1));
        return tenant.join();
    }
}
