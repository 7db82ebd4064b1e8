package io.monitorapi.http;

import io.monitorapi.engagement.Engagement;
import io.monitorapi.error.MonitorError;
import io.monitorapi.port.GatewayResult;
import io.monitorapi.session.MonitorSession;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of an answer with a 2xx status, which may be an error all the same.
 *
 * <p>Source: Monitoring API, Methods, Engagement and Report, "Response"; Overview: an error may be sent at any point.
 */
final class SuccessResponseReader {

    private final JsonInput in;
    private final Map<String, @Nullable String> ids = new HashMap<>();
    private final List<Engagement> engagements = new ArrayList<>();
    private final Map<String, Object> others = new LinkedHashMap<>();

    private SuccessResponseReader(JsonInput in) {
        this.in = in;
    }

    /** Throws {@link MalformedResponseException} when the body is neither an answer nor an error. */
    static GatewayResult read(int status, byte[] body) {
        return JsonInput.read(body, in -> new SuccessResponseReader(in).answer(status));
    }

    private GatewayResult answer(int status) {
        if (in.isList()) {
            in.other("errors", others);
        } else {
            in.object(this::member);
        }
        List<MonitorError> errors = hasPair() ? List.of() : ErrorReader.errorsIn(others);
        return errors.isEmpty() ? accepted(status) : new GatewayResult.Refused(status, errors, null);
    }

    private boolean member(String name) {
        switch (name) {
            case "sessionId", "visitorId", "sid", "vid" -> ids.put(name, in.text());
            case "pageId" -> ids.put(name, in.id());
            case "engagementDetails" -> in.objects(() -> engagements.add(EngagementReader.read(in)));
            default -> {
                in.other(name, others);
                return false;
            }
        }
        return true;
    }

    /** An error may name the visitor, but never a session. */
    private boolean hasPair() {
        return either("visitorId", "vid") != null && either("sessionId", "sid") != null;
    }

    private GatewayResult.Accepted accepted(int status) {
        return new GatewayResult.Accepted(
                status == 201, session(), List.copyOf(engagements), ids.get("pageId"), others);
    }

    private MonitorSession session() {
        String visitorId = either("visitorId", "vid");
        String sessionId = either("sessionId", "sid");
        if (visitorId == null || sessionId == null) {
            throw new MalformedResponseException("the pair of visitor id and session id is missing or not complete");
        }
        try {
            return new MonitorSession(visitorId, sessionId);
        } catch (IllegalArgumentException noId) {
            throw new MalformedResponseException(
                    "the visitor id or the session id is not 1 to 256 visible ASCII characters");
        }
    }

    /** The tables of the service name the short forms, its examples the long ones. */
    private @Nullable String either(String name, String shortName) {
        String id = ids.get(name);
        return id != null ? id : ids.get(shortName);
    }
}
