package io.monitorapi.simulator;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Who is known, and in which session: the state of the service. Safe for use by any thread. */
final class Visitors {

    private static final Duration LONGEST = Duration.ofHours(6);
    private static final Duration LONGEST_IDLE = Duration.ofMinutes(30);

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Session> sessions = new HashMap<>();
    private final SimulatorSettings settings;
    private final Seen seen;
    private Instant second = Instant.EPOCH;
    private int createdInSecond;

    Visitors(SimulatorSettings settings, Seen seen) {
        this.settings = settings;
        this.seen = seen;
    }

    /** Goes on in the session if the pair is valid, else opens a new one; a visitor that is known stays. */
    synchronized Session resumeOrOpen(@Nullable String vid, @Nullable String sid) {
        Session valid = valid(vid, sid);
        return valid != null ? valid : open(vid != null && sessions.containsKey(vid) ? vid : register());
    }

    /** Goes on in the session of the pair, which has to be valid; without any visitor id opens a new one. */
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
        seen.visitor();
        return vid;
    }

    synchronized void endSessions() {
        sessions.replaceAll((vid, session) -> Session.ENDED);
    }

    private @Nullable Session valid(@Nullable String vid, @Nullable String sid) {
        Session session = vid == null ? null : sessions.get(vid);
        if (session == null
                || !session.sid.equals(sid)
                || session.isOver(settings.clock().instant())) {
            return null;
        }
        session.created = false;
        session.lastUsed = settings.clock().instant();
        return session;
    }

    private Session open(String vid) {
        countAgainstCap();
        Session session = new Session(
                vid, token(16, Base64.getUrlEncoder()), settings.clock().instant());
        sessions.put(vid, session);
        seen.session(vid, session.sid);
        return session;
    }

    private void countAgainstCap() {
        Instant now = settings.clock().instant();
        if (!now.isBefore(second.plusSeconds(1))) {
            second = now;
            createdInSecond = 0;
        }
        if (createdInSecond >= settings.sessionsPerSecond()) {
            throw new Refusal(503, 18, "too many new sessions");
        }
        createdInSecond++;
    }

    private String token(int bytes, Base64.Encoder encoder) {
        byte[] token = new byte[bytes];
        random.nextBytes(token);
        return encoder.withoutPadding().encodeToString(token);
    }

    /** One session; what was offered and reported in it counts in no other. */
    static final class Session {

        private static final Session ENDED = new Session("", "", Instant.MIN);

        final String vid;
        final String sid;
        final List<JsonNode> attributes = new ArrayList<>();
        private final Instant began;
        private Instant lastUsed;
        private boolean created = true;
        private boolean offered;

        private Session(String vid, String sid, Instant now) {
            this.vid = vid;
            this.sid = sid;
            this.began = now;
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

        private boolean isOver(Instant now) {
            return !now.isBefore(began.plus(LONGEST)) || !now.isBefore(lastUsed.plus(LONGEST_IDLE));
        }
    }
}
