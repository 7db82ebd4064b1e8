package io.monitorapi.benchmarks.load;

import java.util.Locale;
import java.util.Map;

/** Writes the figures as Markdown. */
final class Report {

    private final StringBuilder text = new StringBuilder();

    void machine(int rounds, long millis) {
        line(
                "%s %s, %d processors, %s %s; medians of %d rounds of %d ms",
                System.getProperty("java.vm.name"),
                System.getProperty("java.runtime.version"),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                rounds,
                millis);
    }

    /** Ratios to the first client of a table; the second is the same client again, which shows the noise. */
    void table(String title, Rounds rounds) {
        String baseline = rounds.names().get(0);
        Sample absolute = rounds.median(baseline);
        line("");
        line("### %s", title);
        line("");
        line(
                "%s: %.0f calls/s, %.0f us of CPU and %.1f kB for a call, p50 %.0f us, p99 %.0f us",
                baseline,
                absolute.callsPerSecond(),
                absolute.cpu(),
                absolute.allocated() / 1000,
                absolute.p50(),
                absolute.p99());
        line("");
        line("| client | throughput | CPU | allocation | p50 | p99 |");
        line("|---|---:|---:|---:|---:|---:|");
        for (String name : rounds.names()) {
            Sample ratio = rounds.ratio(name, baseline);
            line(
                    "| %s | %s | %s | %s | %s | %s |",
                    name,
                    shown(ratio.callsPerSecond()),
                    shown(ratio.cpu()),
                    shown(ratio.allocated()),
                    shown(ratio.p50()),
                    shown(ratio.p99()));
        }
    }

    private static String shown(double ratio) {
        return Double.isFinite(ratio) ? String.format(Locale.ROOT, "%.2f", ratio) : "not measured";
    }

    void all(Map<String, Rounds> tables) {
        tables.forEach(this::table);
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
