package io.monitorapi.http;

import io.monitorapi.engagement.Engagement;
import io.monitorapi.error.MonitorError;
import io.monitorapi.port.GatewayResult;
import io.monitorapi.session.MonitorSession;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the body of a response with a 2xx status, which may be an error nevertheless.
 *
 * <p>Only visitor id and session id are read strictly: losing them would cost the session. Any other member of an
 * unexpected type is left among the other members.
 *
 * <p>Source: Monitoring API, Methods, Engagement and Report, "Response"; Overview: an error may be sent at any point.
 */
final class SuccessResponseReader {

    private SuccessResponseReader() {}

    /** Throws {@link MalformedResponseException} if the body is neither a result nor an error. */
    static GatewayResult read(int status, byte[] body) {
        JsonNode document = Json.read(body);
        if (document.isArray()) {
            return refused(status, ErrorReader.errorsIn(document));
        }
        JsonObject result = JsonObject.of(document);
        String visitorId = either(result, "visitorId", "vid");
        String sessionId = either(result, "sessionId", "sid");
        return visitorId != null && sessionId != null
                ? accepted(status, session(visitorId, sessionId), result)
                : refused(status, ErrorReader.errorsIn(document));
    }

    /** An error may name the visitor, but never a session; so half a pair is an error or unreadable. */
    private static GatewayResult refused(int status, List<MonitorError> errors) {
        if (errors.isEmpty()) {
            throw new MalformedResponseException("the pair of visitor id and session id is missing or incomplete");
        }
        return new GatewayResult.Refused(status, errors, null);
    }

    private static GatewayResult accepted(int status, MonitorSession session, JsonObject result) {
        List<JsonObject> details = result.optionalObjects("engagementDetails");
        List<Engagement> engagements = details == null
                ? List.of()
                : details.stream().map(EngagementReader::read).toList();
        String pageId = result.optionalId("pageId");
        return new GatewayResult.Accepted(status == 201, session, engagements, pageId, result.others());
    }

    private static MonitorSession session(String visitorId, String sessionId) {
        try {
            return new MonitorSession(visitorId, sessionId);
        } catch (IllegalArgumentException invalid) {
            throw new MalformedResponseException(
                    "the visitor id or the session id is not 1 to 256 visible ASCII characters");
        }
    }

    /** The tables of the service's documentation use the short names, its examples the long ones. */
    private static @Nullable String either(JsonObject result, String name, String shortName) {
        String id = result.text(name);
        String shortId = result.text(shortName);
        return id != null ? id : shortId;
    }
}
