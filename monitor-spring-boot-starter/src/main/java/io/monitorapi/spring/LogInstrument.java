package io.monitorapi.spring;

import io.monitorapi.MonitorService;
import io.monitorapi.port.MonitorListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Gives each client a listener that logs, under the name of {@link MonitorService}. */
final class LogInstrument implements Instrument {

    @Override
    public @Nullable MonitorListener listenerOf(String client, MonitorProperties properties) {
        return properties.log().enabled()
                ? new Slf4jMonitorListener(
                        client,
                        LoggerFactory.getLogger(MonitorService.class),
                        properties.log().interval(),
                        System::nanoTime)
                : null;
    }
}
