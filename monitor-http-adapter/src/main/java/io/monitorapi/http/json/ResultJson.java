package io.monitorapi.http.json;

import io.monitorapi.engagement.ButtonState;
import io.monitorapi.engagement.EngagementResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Converts results to and from their JSON form, which has no session. */
final class ResultJson {

    private ResultJson() {}

    static Map<String, Object> write(EngagementResult result) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("outcome", result.outcome().name());
        json.put(
                "engagements",
                result.engagements().stream().map(EngagementJson::write).toList());
        json.put("sessionCreated", result.sessionCreated());
        json.put("sessionRenewed", result.sessionRenewed());
        if (result.pageId() != null) {
            json.put("pageId", result.pageId());
        }
        return json;
    }

    /** The outcome follows from the engagements, so it is not read. */
    static EngagementResult read(Members json) {
        return new EngagementResult(
                json.objects("engagements", EngagementJson::read),
                null,
                json.isTrue("sessionCreated"),
                json.isTrue("sessionRenewed"),
                json.text("pageId"),
                Map.of(),
                List.of());
    }

    static Map<String, Object> write(ButtonState button) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", button.kind().name());
        json.put("displayed", button.isDisplayed());
        button.result().ifPresent(result -> json.put("result", write(result)));
        button.failure()
                .ifPresent(failure -> json.put("reason", failure.reason().name()));
        return json;
    }
}
