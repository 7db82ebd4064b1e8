package io.monitorapi.spring.autoconfigure;

import io.monitorapi.availability.Availability;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;

/**
 * Closes the services of a context that is being closed: after the web server has served its requests, before the clients
 * of the session stores stop. Otherwise the sessions of the last calls could not be stored, and the next node would open
 * them anew.
 */
final class MonitorServiceDrain implements SmartLifecycle, ApplicationListener<ContextClosedEvent> {

    /** Web servers stop at {@code DEFAULT_PHASE - 2048} at the latest; connection factories of stores at 0. */
    private static final int PHASE = DEFAULT_PHASE - 3_072;

    private final ConfigurableApplicationContext context;
    private final MonitorServiceFactory factory;
    private volatile boolean running;
    private volatile boolean contextCloses;

    MonitorServiceDrain(ConfigurableApplicationContext context, MonitorServiceFactory factory) {
        this.context = context;
        this.factory = factory;
    }

    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        contextCloses |= event.getApplicationContext() == context;
    }

    @Override
    public void start() {
        running = true;
    }

    /** A context that is only stopped may be started again; its services are still needed. */
    @Override
    public void stop() {
        running = false;
        if (contextCloses) {
            closeWatches();
            factory.closeServices();
        }
    }

    /** Watches end before their service, so that they need not notify of its closing. */
    private void closeWatches() {
        ConfigurableListableBeanFactory beans = context.getBeanFactory();
        for (String name : beans.getBeanNamesForType(Availability.class, false, false)) {
            if (beans.getSingleton(name) instanceof Availability availability) {
                availability.close();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public boolean isPauseable() {
        return false;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
