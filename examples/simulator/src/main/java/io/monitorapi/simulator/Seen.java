package io.monitorapi.simulator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the simulator has seen so far. Safe for use by any thread. */
public final class Seen {

    private static final int MOST_RECORDED = 1_000;

    private final Deque<RecordedRequest> recorded = new ArrayDeque<>();
    private final Map<String, Integer> requests = new HashMap<>();
    private final Map<String, Integer> sessions = new HashMap<>();
    private final List<OpenedSession> opened = new ArrayList<>();
    private int visitorsRegistered;
    private int attributes;
    private int impressions;

    Seen() {}

    /** {@return how many requests arrived} */
    public synchronized int requests() {
        return requests.values().stream().mapToInt(Integer::intValue).sum();
    }

    /**
     * Counts the requests of one kind.
     *
     * @param operation {@code engagement}, {@code report}, {@code domain} or {@code unknown}
     * @return how many arrived
     */
    public synchronized int requests(String operation) {
        return requests.getOrDefault(operation, 0);
    }

    /** {@return how many sessions were opened} */
    public synchronized int sessionsCreated() {
        return opened.size();
    }

    /** {@return the sessions that were opened, oldest first} */
    public synchronized List<OpenedSession> sessionsOpened() {
        return new ArrayList<>(opened);
    }

    /**
     * Counts the sessions of one visitor.
     *
     * @param visitorId the visitor id that the simulator gave
     * @return how many sessions it opened for it
     */
    public synchronized int sessionsCreatedFor(String visitorId) {
        return sessions.getOrDefault(visitorId, 0);
    }

    /** {@return how many visitors were registered} */
    public synchronized int visitorsRegistered() {
        return visitorsRegistered;
    }

    /** {@return how many engagement attributes were accepted, impressions not counted} */
    public synchronized int attributes() {
        return attributes;
    }

    /** {@return how many impressions were accepted} */
    public synchronized int impressions() {
        return impressions;
    }

    /** {@return the last 1,000 requests, oldest first} */
    public synchronized List<RecordedRequest> recorded() {
        return new ArrayList<>(recorded);
    }

    synchronized void request(String operation, RecordedRequest request) {
        requests.merge(operation, 1, Integer::sum);
        if (recorded.size() == MOST_RECORDED) {
            recorded.removeFirst();
        }
        recorded.addLast(request);
    }

    synchronized void session(String visitorId, String sessionId) {
        opened.add(new OpenedSession(visitorId, sessionId));
        sessions.merge(visitorId, 1, Integer::sum);
    }

    synchronized void visitor() {
        visitorsRegistered++;
    }

    synchronized void accepted(int newAttributes, int newImpressions) {
        attributes += newAttributes;
        impressions += newImpressions;
    }

    /**
     * A session that was opened.
     *
     * @param visitorId the visitor's id
     * @param sessionId the session's id
     */
    public record OpenedSession(String visitorId, String sessionId) {}
}
