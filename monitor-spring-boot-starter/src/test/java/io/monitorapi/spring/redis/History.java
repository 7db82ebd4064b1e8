package io.monitorapi.spring.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The results of all calls of all nodes, and the invariants of them; {@link HistoryTest} is the control. */
record History(List<List<Call>> nodes) {

    /** On a busy machine a response may arrive long after the end of its session. */
    private static final long GRACE_MILLIS = 1_000;

    static History read(List<Path> files) {
        return new History(files.stream().map(History::read).toList());
    }

    private static List<Call> read(Path file) {
        try {
            return Files.readAllLines(file).stream().map(Call::parse).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** {@return why calls failed} */
    List<String> reasons() {
        return nodes.stream()
                .flatMap(List::stream)
                .filter(call -> call.pair().startsWith("- "))
                .map(Call::pair)
                .distinct()
                .toList();
    }

    /** Every pair was issued by the service as a pair. */
    void everyPairIsOneOf(List<String> issued) {
        assertThat(new HashSet<>(issued))
                .containsAll(
                        nodes.stream().flatMap(List::stream).map(Call::pair).collect(Collectors.toSet()));
    }

    void everyVisitorHasOnePair() {
        Map<String, Set<String>> pairs = nodes.stream()
                .flatMap(List::stream)
                .collect(Collectors.groupingBy(Call::visitor, Collectors.mapping(Call::pair, Collectors.toSet())));
        assertThat(pairs.values()).allMatch(ofOne -> ofOne.size() == 1);
    }

    /** The pairs that a node returns for a visitor never become older. */
    void noNodeGoesBack(List<String> issuedInOrder) {
        Map<String, Integer> order = new HashMap<>();
        issuedInOrder.forEach(pair -> order.put(pair, order.size()));
        for (List<Call> node : nodes) {
            Map<String, Integer> newest = new HashMap<>();
            for (Call call : node) {
                int number = order.get(call.pair());
                assertThat(number).isGreaterThanOrEqualTo(newest.getOrDefault(call.visitor(), -1));
                newest.put(call.visitor(), number);
            }
        }
    }

    /** No call uses a session that had ended a second before the call began; there must be such calls. */
    void noCallIsInASessionThatHadEnded(List<String> ended, long endedAtMillis) {
        List<Call> later = nodes.stream()
                .flatMap(List::stream)
                .filter(call -> call.begunAtMillis() > endedAtMillis + GRACE_MILLIS)
                .toList();
        assertThat(later).isNotEmpty();
        assertThat(later.stream().map(Call::pair)).doesNotContainAnyElementsOf(ended);
    }

    /**
     * One call.
     *
     * @param visitor the visitor
     * @param pair the resulting visitor id and session id, or a dash and the reason of the failure
     * @param begunAtMillis when it began, by the clock that all nodes share
     */
    record Call(String visitor, String pair, long begunAtMillis) {

        static Call parse(String line) {
            String[] parts = line.split(" ");
            return new Call(parts[0], parts[1] + " " + parts[2], Long.parseLong(parts[3]));
        }
    }
}
