package io.monitorapi.spring.autoconfigure;

import io.monitorapi.MonitorService;
import io.monitorapi.logging.LoggingMonitorListener;
import io.monitorapi.port.MonitorListener;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Adds a logging listener to each client. The logger is named after {@link MonitorService}. */
final class LoggingInstrumentation implements ClientInstrumentation {

    private static final String LINE = "Monitor API client '{}': {}";

    @Override
    public @Nullable MonitorListener listenerFor(String client, MonitorProperties properties) {
        return properties.log().enabled()
                ? listener(
                        client,
                        LoggerFactory.getLogger(MonitorService.class),
                        properties.log().interval(),
                        System::nanoTime)
                : null;
    }

    static MonitorListener listener(String client, Logger log, Duration interval, LongSupplier nanoTime) {
        return LoggingMonitorListener.to(
                (level, line) -> {
                    switch (level) {
                        case WARNING -> log.warn(LINE, client, line);
                        case DEBUG -> log.debug(LINE, client, line);
                        default -> log.info(LINE, client, line);
                    }
                },
                level -> level != Level.DEBUG || log.isDebugEnabled(),
                interval,
                nanoTime);
    }
}
