package io.monitorapi.spring.outbox;

import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notifies the listeners; one that throws does not keep the others from being notified. Listeners are looked up late. */
record OutboxEvents(Supplier<Stream<ReportOutboxListener>> listeners) {

    private static final Logger log = LoggerFactory.getLogger(OutboxEvents.class);

    void publish(EndedReport report) {
        listeners.get().forEach(listener -> notify(listener, report));
    }

    private static void notify(ReportOutboxListener listener, EndedReport report) {
        try {
            listener.reportEnded(report);
        } catch (RuntimeException failure) {
            log.warn("A ReportOutboxListener failed: {}", failure.getClass().getName());
        }
    }
}
