package io.monitorapi.http;

import io.monitorapi.logging.LoggingMonitorListener;
import io.monitorapi.port.MonitorListener;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Records every text that a service emits: events, log lines, and exceptions with their stack traces. */
final class EventRecorder {

    private final Queue<String> texts = new ConcurrentLinkedQueue<>();

    /** {@return a listener that records every event, those of later versions included} */
    MonitorListener listener() {
        return (MonitorListener) Proxy.newProxyInstance(
                EventRecorder.class.getClassLoader(),
                new Class<?>[] {MonitorListener.class},
                (proxy, method, arguments) -> {
                    texts.add(method.getName());
                    for (Object event : arguments == null ? new Object[0] : arguments) {
                        record(event);
                    }
                    return null;
                });
    }

    /** {@return a logging listener whose lines are recorded} */
    MonitorListener log() {
        return LoggingMonitorListener.to((level, line) -> texts.add(line), System::nanoTime);
    }

    private void record(Object event) throws ReflectiveOperationException {
        texts.add(event.toString());
        for (var component : event.getClass().getRecordComponents()) {
            Object value = component.getAccessor().invoke(event);
            texts.add(value instanceof Throwable thrown ? print(thrown) : String.valueOf(value));
        }
    }

    void record(Throwable thrown) {
        texts.add(thrown == null ? "" : print(thrown));
    }

    /** Message, stack trace, causes and suppressed exceptions. */
    private static String print(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    String text() {
        return String.join("\n", texts);
    }
}
