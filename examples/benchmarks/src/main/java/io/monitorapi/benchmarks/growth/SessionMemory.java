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
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tells how many bytes of heap a stored session takes. */
public final class SessionMemory {

    private SessionMemory() {}

    /**
     * Fills stores.
     *
     * @param arguments how many visitors, a million unless given
     */
    public static void main(String[] arguments) {
        run(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000, System.out);
    }

    static void run(int visitors, PrintStream out) {
        out.println("| visitors | engagement contexts | bytes per session | in a bare map |");
        out.println("|---:|---:|---:|---:|");
        for (int contexts : List.of(0, 1, 5)) {
            out.println(String.format(
                    Locale.ROOT,
                    "| %,d | %d | %.0f | %.0f |",
                    visitors,
                    contexts,
                    bytesPerSession(visitors, contexts),
                    bytesPerSessionOfAMap(visitors, contexts)));
        }
    }

    static double bytesPerSession(int visitors, int contexts) {
        InMemorySessionStore store =
                new InMemorySessionStore(visitors, SessionLifetime.DEFAULT, InstantSource.system());
        long before = used();
        for (int number = 0; number < visitors; number++) {
            store.replace(Records.visitor(number), 0, Records.record(number, contexts));
        }
        long after = used();
        if (store.size() != visitors) {
            throw new IllegalStateException("the store kept " + store.size());
        }
        return (double) (after - before) / visitors;
    }

    static double bytesPerSessionOfAMap(int visitors, int contexts) {
        Map<Visitor, SessionRecord> map = new HashMap<>();
        long before = used();
        for (int number = 0; number < visitors; number++) {
            map.put(Records.visitor(number), Records.record(number, contexts));
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
