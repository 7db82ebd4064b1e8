package io.monitorapi.engine;

/** Knows whether this thread runs code of the application that the service has called, and that must not wait for it. */
final class CallbackScope {

    private static final ThreadLocal<Boolean> RUNNING = new ThreadLocal<>();

    private CallbackScope() {}

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
