package io.monitorapi.engine;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** Virtual threads, by reflection: this code is compiled for Java 17, which has none. */
final class VirtualThreads {

    private VirtualThreads() {}

    /** {@return an executor that starts a virtual thread for each task; null before Java 21} */
    static @Nullable ExecutorService newThreadPerTaskExecutor(String prefix) {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Class<?> type = Class.forName("java.lang.Thread$Builder");
            Object named = type.getMethod("name", String.class, long.class).invoke(builder, prefix, 1L);
            ThreadFactory threads = (ThreadFactory) type.getMethod("factory").invoke(named);
            return (ExecutorService) Executors.class
                    .getMethod("newThreadPerTaskExecutor", ThreadFactory.class)
                    .invoke(null, threads);
        } catch (ReflectiveOperationException olderJdk) {
            return null;
        }
    }
}
