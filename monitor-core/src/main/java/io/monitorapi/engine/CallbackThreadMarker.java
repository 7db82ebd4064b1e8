package io.monitorapi.engine;

/** Marks the current thread while it runs code of the application that the service has called. */
final class CallbackThreadMarker {

    private static final ThreadLocal<Boolean> RUNNING = new ThreadLocal<>();

    private CallbackThreadMarker() {}

    static void run(Runnable code) {
        boolean nested = isRunning();
        RUNNING.set(true);
        try {
            code.run();
        } finally {
            if (!nested) {
                RUNNING.remove();
            }
        }
    }

    static boolean isRunning() {
        return RUNNING.get() != null;
    }
}
