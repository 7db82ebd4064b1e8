package io.monitorapi.engine;

/** Marks the current thread while it runs code of the application that the service has called. */
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
