package io.monitorapi.benchmarks.load;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;

/** Measures what the process has used since the meter was created, without the bytes of threads that ended in the meantime. */
final class Meter {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final Map<Long, Long> bytesBefore = bytesByThread();
    private final long cpuBefore = PROCESS.getProcessCpuTime();
    private final long started = System.nanoTime();

    long elapsed() {
        return System.nanoTime() - started;
    }

    long cpuTime() {
        return PROCESS.getProcessCpuTime() - cpuBefore;
    }

    long bytes() {
        return bytesByThread().entrySet().stream()
                .mapToLong(thread -> thread.getValue() - bytesBefore.getOrDefault(thread.getKey(), 0L))
                .sum();
    }

    private static Map<Long, Long> bytesByThread() {
        long[] ids = THREADS.getAllThreadIds();
        long[] bytes = THREADS.getThreadAllocatedBytes(ids);
        Map<Long, Long> byThread = new HashMap<>();
        for (int i = 0; i < ids.length; i++) {
            byThread.put(ids[i], Math.max(0, bytes[i]));
        }
        return byThread;
    }
}
