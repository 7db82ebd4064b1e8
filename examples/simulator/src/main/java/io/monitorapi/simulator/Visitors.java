package io.monitorapi.simulator;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The state of the service: registered visitors and their sessions. Safe for use by any thread. */
final class Visitors {

    private static final Duration MAX_AGE = Duration.ofHours(6);
    private static final Duration MAX_IDLE = Duration.ofMinutes(30);

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Session> sessions = new HashMap<>();
    private final InstantSource clock;
    private final int sessionsPerSecond;
    private final Recording recording;
    private Instant second = Instant.EPOCH;
    private int createdInSecond;

    Visitors(InstantSource clock, int sessionsPerSecond, Recording recording) {
        this.clock = clock;
        this.sessionsPerSecond = sessionsPerSecond;
        this.recording = recording;
    }

    /** Returns the session of a valid pair, else opens a new one; a registered visitor keeps its id. */
    synchronized Session resumeOrOpen(@Nullable String vid, @Nullable String sid) {
        Session valid = valid(vid, sid);
        return valid != null ? valid : open(vid != null && sessions.containsKey(vid) ? vid : register());
    }

    /** Returns the session of a pair, which must be valid; opens a new one if there is no visitor id. */
    synchronized Session resume(@Nullable String vid, @Nullable String sid) {
        if (vid == null) {
            return open(register());
        }
        if (!sessions.containsKey(vid)) {
            throw new Refusal(404, 37, "visitorId is not valid");
        }
        Session valid = valid(vid, sid);
        if (valid == null && sid != null) {
            throw new Refusal(404, 39, "sessionId is not valid");
        }
        return valid != null ? valid : open(vid);
    }

    synchronized String register() {
        String vid = token(15, Base64.getEncoder());
        sessions.put(vid, Session.ENDED);
        recording.visitor();
        return vid;
    }

    synchronized void endSessions() {
        sessions.replaceAll((vid, session) -> Session.ENDED);
    }

    synchronized void clear() {
        sessions.clear();
        second = Instant.EPOCH;
        createdInSecond = 0;
    }

    private @Nullable Session valid(@Nullable String vid, @Nullable String sid) {
        Session session = vid == null ? null : sessions.get(vid);
        if (session == null || !session.sid.equals(sid) || session.isExpired(clock.instant())) {
            return null;
        }
        session.created = false;
        session.lastUsed = clock.instant();
        return session;
    }

    private Session open(String vid) {
        checkSessionsPerSecond();
        Session session = new Session(vid, token(16, Base64.getUrlEncoder()), clock.instant());
        sessions.put(vid, session);
        recording.session(vid, session.sid);
        return session;
    }

    private void checkSessionsPerSecond() {
        Instant now = clock.instant();
        if (!now.isBefore(second.plusSeconds(1))) {
            second = now;
            createdInSecond = 0;
        }
        if (createdInSecond >= sessionsPerSecond) {
            throw new Refusal(503, 18, "too many new sessions");
        }
        createdInSecond++;
    }

    private String token(int bytes, Base64.Encoder encoder) {
        byte[] token = new byte[bytes];
        random.nextBytes(token);
        return encoder.withoutPadding().encodeToString(token);
    }

    /** A session. Offers and attributes count only in the session that they belong to. */
    static final class Session {

        private static final Session ENDED = new Session("", "", Instant.MIN);

        final String vid;
        final String sid;
        final List<JsonNode> attributes = new ArrayList<>();
        private final Instant startedAt;
        private Instant lastUsed;
        private boolean created = true;
        private boolean offered;

        private Session(String vid, String sid, Instant now) {
            this.vid = vid;
            this.sid = sid;
            this.startedAt = now;
            this.lastUsed = now;
        }

        boolean isCreated() {
            return created;
        }

        synchronized List<JsonNode> attributes() {
            return List.copyOf(attributes);
        }

        synchronized void add(List<JsonNode> more) {
            attributes.addAll(more);
        }

        synchronized void offer() {
            offered = true;
        }

        synchronized boolean hasOffered() {
            return offered;
        }

        private boolean isExpired(Instant now) {
            return !now.isBefore(startedAt.plus(MAX_AGE)) || !now.isBefore(lastUsed.plus(MAX_IDLE));
        }
    }
}
