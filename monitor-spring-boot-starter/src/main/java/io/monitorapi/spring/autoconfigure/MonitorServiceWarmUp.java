package io.monitorapi.spring.autoconfigure;

import io.monitorapi.internal.DaemonThreadFactory;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;

/** Connects the services in the background while the web server starts, so that the first page view does not wait for it. */
final class MonitorServiceWarmUp implements SmartLifecycle {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final MonitorServiceFactory factory;
    private volatile boolean running;

    MonitorServiceWarmUp(MonitorServiceFactory factory) {
        this.factory = factory;
    }

    @Override
    public void start() {
        running = true;
        if (factory.hasServicesToWarmUp()) {
            new DaemonThreadFactory("monitor-api-warm-up-")
                    .newThread(() -> factory.warmUpServices(LIMIT))
                    .start();
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public boolean isPauseable() {
        return false;
    }

    /** Before web servers, which start at {@code DEFAULT_PHASE - 2048}. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 3_072;
    }
}
