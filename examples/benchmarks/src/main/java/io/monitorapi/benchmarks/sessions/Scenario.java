package io.monitorapi.benchmarks.sessions;

/**
 * A scenario: nodes, visitors and outages.
 *
 * @param visitors how many visitors come, evenly over the time but for the last visit's length
 * @param nodes how many nodes serve them
 * @param stickiness how often a visitor comes back to its own node, from 0 to 1
 * @param minutes how long it goes on
 */
record Scenario(int visitors, int nodes, double stickiness, int minutes) {

    /** The number of calls per visitor. */
    static final int CALLS = 5;

    /** The seconds between two calls of a visitor. */
    static final int APART = 60;

    int seconds() {
        return minutes * 60;
    }

    /** The service responds with 503 in the third tenth of the time. */
    boolean isServiceOut(int second) {
        return isWithin(second, 3);
    }

    /** The store is unreachable in the seventh tenth of the time. */
    boolean isStoreOut(int second) {
        return isWithin(second, 7);
    }

    private boolean isWithin(int second, int tenth) {
        int length = seconds() / 10;
        return second >= tenth * length && second < (tenth + 1) * length;
    }

    /** The session limit of the service per second: exactly enough for one session per call. */
    int cap() {
        return Math.max(1, (CALLS + 1) * visitors / arrivals());
    }

    /** The seconds in which visitors arrive. */
    int arrivals() {
        return seconds() - CALLS * APART;
    }

    String nodesAndStickiness() {
        return nodes + " nodes, " + Math.round(stickiness * 100) + " % sticky";
    }
}
