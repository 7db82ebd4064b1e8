package io.monitorapi.benchmarks.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/** Measures clients in rounds, in random order; the result is the median of the ratios within each round. */
final class Rounds {

    private final Map<String, List<Sample>> samples = new LinkedHashMap<>();

    /** Measures every client once as warm-up, then once per round. */
    static Rounds of(List<ClientProcess> clients, int rounds, Trial trial) throws IOException {
        Rounds measured = new Rounds();
        for (ClientProcess client : clients) {
            measured.samples.put(client.title(), new ArrayList<>());
            trial.of(client);
        }
        Random random = new Random(rounds);
        List<ClientProcess> order = new ArrayList<>(clients);
        for (int round = 0; round < rounds; round++) {
            Collections.shuffle(order, random);
            for (ClientProcess client : order) {
                measured.of(client.title()).add(trial.of(client));
            }
        }
        return measured;
    }

    /** {@return rounds with samples that were taken elsewhere} */
    static Rounds of(Map<String, List<Sample>> samples) {
        Rounds measured = new Rounds();
        measured.samples.putAll(samples);
        return measured;
    }

    List<String> names() {
        return List.copyOf(samples.keySet());
    }

    private List<Sample> of(String client) {
        return samples.getOrDefault(client, List.of());
    }

    /** The median of the ratios of one client to another in the same round. */
    Sample ratio(String client, String baseline) {
        List<Sample> ratios = new ArrayList<>();
        for (int round = 0; round < of(client).size(); round++) {
            ratios.add(of(client).get(round).over(of(baseline).get(round)));
        }
        return median(ratios);
    }

    Sample median(String client) {
        return median(of(client));
    }

    private static Sample median(List<Sample> samples) {
        return new Sample(
                median(samples, Sample::callsPerSecond),
                median(samples, Sample::cpu),
                median(samples, Sample::allocated),
                median(samples, Sample::p50),
                median(samples, Sample::p99));
    }

    private static double median(List<Sample> samples, ToDoubleFunction<Sample> figure) {
        double[] sorted = samples.stream()
                .mapToDouble(figure)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Measures a client once. */
    interface Trial {
        Sample of(ClientProcess client) throws IOException;
    }
}
