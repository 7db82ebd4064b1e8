package io.monitorapi.benchmarks.load;

import org.HdrHistogram.Histogram;

/**
 * The result of one client in one round.
 *
 * @param callsPerSecond calls that completed in a second
 * @param cpu processor time of the process for a call, in microseconds
 * @param allocated bytes for a call
 * @param p50 the time that half of the calls took at the most, in microseconds
 * @param p99 the time that 99 % of the calls took at the most, in microseconds
 */
record Sample(double callsPerSecond, double cpu, double allocated, double p50, double p99) {

    private static final double MICROS = 1_000;

    static Sample of(Histogram nanos, long elapsed, long cpuTime, long bytes) {
        double calls = Math.max(1, nanos.getTotalCount());
        return new Sample(
                calls * 1e9 / elapsed,
                cpuTime / calls / MICROS,
                bytes / calls,
                nanos.getValueAtPercentile(50) / MICROS,
                nanos.getValueAtPercentile(99) / MICROS);
    }

    /** {@return a line that {@link #parse} reads} */
    String line() {
        return callsPerSecond + " " + cpu + " " + allocated + " " + p50 + " " + p99;
    }

    static Sample parse(String line) {
        String[] figures = line.split(" ", -1);
        return new Sample(
                Double.parseDouble(figures[0]),
                Double.parseDouble(figures[1]),
                Double.parseDouble(figures[2]),
                Double.parseDouble(figures[3]),
                Double.parseDouble(figures[4]));
    }

    /** Divides each figure by that of another sample; NaN if the other one is 0. */
    Sample over(Sample other) {
        return new Sample(
                ratio(callsPerSecond, other.callsPerSecond),
                ratio(cpu, other.cpu),
                ratio(allocated, other.allocated),
                ratio(p50, other.p50),
                ratio(p99, other.p99));
    }

    private static double ratio(double figure, double other) {
        return other == 0 ? Double.NaN : figure / other;
    }
}
