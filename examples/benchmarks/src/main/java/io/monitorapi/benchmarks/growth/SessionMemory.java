package io.monitorapi.benchmarks.growth;

import io.monitorapi.memory.InMemorySessionStore;
import io.monitorapi.session.SessionLifetime;
import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.Visitor;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Measures how many bytes of heap a visitor takes in the in-memory session store. */
public final class SessionMemory {

    private SessionMemory() {}

    /**
     * Fills a store and a bare map.
     *
     * @param arguments the number of visitors; default: 1,000,000
     */
    public static void main(String[] arguments) {
        run(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000, System.out);
    }

    static void run(int visitors, PrintStream out) {
        out.println("| visitors | bytes per visitor | in a bare map |");
        out.println("|---:|---:|---:|");
        out.println(String.format(
                Locale.ROOT,
                "| %,d | %.0f | %.0f |",
                visitors,
                bytesPerVisitor(visitors),
                bytesPerVisitorOfAMap(visitors)));
    }

    static double bytesPerVisitor(int visitors) {
        InMemorySessionStore store =
                new InMemorySessionStore(visitors, SessionLifetime.DEFAULT, InstantSource.system());
        long before = used();
        for (int number = 0; number < visitors; number++) {
            store.replace(Records.visitor(number), 0, Records.record(number));
        }
        long after = used();
        if (store.size() != visitors) {
            throw new IllegalStateException("the store kept " + store.size());
        }
        return (double) (after - before) / visitors;
    }

    static double bytesPerVisitorOfAMap(int visitors) {
        Map<Visitor, SessionRecord> map = new HashMap<>();
        long before = used();
        for (int number = 0; number < visitors; number++) {
            map.put(Records.visitor(number), Records.record(number));
        }
        long after = used();
        if (map.size() != visitors) {
            throw new IllegalStateException("the map kept " + map.size());
        }
        return (double) (after - before) / visitors;
    }

    private static long used() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        for (int i = 0; i < 3; i++) {
            memory.gc();
        }
        return memory.getHeapMemoryUsage().getUsed();
    }
}
