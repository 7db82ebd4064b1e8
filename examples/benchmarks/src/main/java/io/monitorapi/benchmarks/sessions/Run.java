package io.monitorapi.benchmarks.sessions;

import io.monitorapi.session.Visitor;
import io.monitorapi.testkit.VirtualTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Runs one scenario with one client, second by second. */
final class Run {

    private final Scenario scenario;
    private final VirtualTime time = new VirtualTime();
    private final SimulatedService service;
    private final SimulatedStore store;
    private final SplittableRandom random = new SplittableRandom(20261125);

    private Run(Scenario scenario) {
        this.scenario = scenario;
        this.service = new SimulatedService(scenario);
        this.store = new SimulatedStore(scenario, time);
    }

    static Outcome ofSdk(Scenario scenario) {
        Run run = new Run(scenario);
        return run.with("SDK", new SdkClient(scenario, run.service, run.store, run.time));
    }

    static Outcome ofNaive(Scenario scenario) {
        Run run = new Run(scenario);
        return run.with("naive", new NaiveClient(run.service, run.store, run.time));
    }

    private Outcome with(String name, Client client) {
        int calls = 0;
        try (client) {
            for (int second = 0; second < scenario.seconds(); second++) {
                service.update(second, scenario.isServiceOut(second));
                store.setOut(scenario.isStoreOut(second));
                for (int call = 0; call < Scenario.CALLS; call++) {
                    calls += callsOfArrivals(second - call * Scenario.APART, client);
                }
                time.advance(Duration.ofSeconds(1));
            }
        }
        return new Outcome(scenario, name, service, calls, client.succeeded(), store.commands());
    }

    private int callsOfArrivals(int second, Client client) {
        if (second < 0 || second >= scenario.arrivals()) {
            return 0;
        }
        int first = arrivedBefore(second);
        int last = arrivedBefore(second + 1);
        for (int visitor = first; visitor < last; visitor++) {
            boolean onOwnNode = random.nextDouble() < scenario.stickiness();
            int node = onOwnNode ? visitor % scenario.nodes() : random.nextInt(scenario.nodes());
            client.call(Visitor.of("visitor " + visitor), node);
        }
        return last - first;
    }

    private int arrivedBefore(int second) {
        return (int) ((long) scenario.visitors() * second / scenario.arrivals());
    }

    /**
     * The result.
     *
     * @param scenario what was simulated
     * @param client the client's name
     * @param service what the service counted
     * @param calls how many calls were made
     * @param succeeded how many of them succeeded
     * @param storeCommands how many commands the store received
     */
    record Outcome(
            Scenario scenario, String client, SimulatedService service, int calls, int succeeded, long storeCommands) {

        int peakOfSessions() {
            return Arrays.stream(service.createdBySecond()).max().orElse(0);
        }

        int peakOfRequests() {
            return Arrays.stream(service.requestsBySecond()).max().orElse(0);
        }

        double sessionsPerVisitor() {
            return (double) service.created() / scenario.visitors();
        }
    }
}
