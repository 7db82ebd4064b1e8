package io.monitorapi.http.apache;

import java.util.concurrent.ThreadFactory;

/** Makes threads that keep no JVM alive. */
final class DaemonThreadFactory {

    private DaemonThreadFactory() {}

    static ThreadFactory named(String name) {
        return work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
