package io.monitorapi.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** The durations of many calls and their percentiles. */
final class Figures {

    private final List<Duration> sorted;

    Figures(List<Duration> times) {
        this.sorted = new ArrayList<>(times);
        Collections.sort(sorted);
    }

    /** Prints a figure on one line, to be found by the name of its promise. */
    static void print(String promise, String text) {
        System.out.println("FIGURE " + promise + " " + text);
    }

    Duration percentile(int percent) {
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }

    Duration longest() {
        return sorted.get(sorted.size() - 1);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "calls=%d p50=%.1f p99=%.1f max=%.1f ms",
                sorted.size(),
                millis(percentile(50)),
                millis(percentile(99)),
                millis(longest()));
    }

    private static double millis(Duration time) {
        return time.toNanos() / 1e6;
    }
}
