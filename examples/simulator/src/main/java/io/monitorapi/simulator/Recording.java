package io.monitorapi.simulator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The requests that the simulator received, and what came of them. Safe for use by any thread. */
public final class Recording {

    private static final int MAX_RECORDED = 1_000;

    private final Deque<RecordedRequest> recorded = new ArrayDeque<>();
    private final Map<String, Integer> requests = new HashMap<>();
    private final Map<String, Integer> sessions = new HashMap<>();
    private final List<OpenedSession> opened = new ArrayList<>();
    private int visitorsRegistered;
    private int attributes;
    private int impressions;

    Recording() {}

    /** {@return the number of requests received} */
    public synchronized int requests() {
        return requests.values().stream().mapToInt(Integer::intValue).sum();
    }

    /**
     * Counts the requests of one operation.
     *
     * @param operation {@code engagement}, {@code report}, {@code domain} or {@code unknown}
     * @return the number of requests received
     */
    public synchronized int requests(String operation) {
        return requests.getOrDefault(operation, 0);
    }

    /** {@return the number of sessions opened} */
    public synchronized int sessionsCreated() {
        return opened.size();
    }

    /** {@return the sessions opened, oldest first} */
    public synchronized List<OpenedSession> sessionsOpened() {
        return new ArrayList<>(opened);
    }

    /**
     * Counts the sessions of one visitor.
     *
     * @param visitorId the visitor id that the simulator assigned
     * @return the number of sessions opened for this visitor
     */
    public synchronized int sessionsCreatedFor(String visitorId) {
        return sessions.getOrDefault(visitorId, 0);
    }

    /** {@return the number of visitors registered} */
    public synchronized int visitorsRegistered() {
        return visitorsRegistered;
    }

    /** {@return the number of engagement attributes accepted, without impressions} */
    public synchronized int attributes() {
        return attributes;
    }

    /** {@return the number of impressions accepted} */
    public synchronized int impressions() {
        return impressions;
    }

    /** {@return the last 1,000 requests, oldest first} */
    public synchronized List<RecordedRequest> recordedRequests() {
        return new ArrayList<>(recorded);
    }

    synchronized void clear() {
        recorded.clear();
        requests.clear();
        sessions.clear();
        opened.clear();
        visitorsRegistered = 0;
        attributes = 0;
        impressions = 0;
    }

    synchronized void request(String operation, RecordedRequest request) {
        requests.merge(operation, 1, Integer::sum);
        if (recorded.size() == MAX_RECORDED) {
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
     * A session that the simulator opened.
     *
     * @param visitorId the visitor's id
     * @param sessionId the session's id
     */
    public record OpenedSession(String visitorId, String sessionId) {}
}
