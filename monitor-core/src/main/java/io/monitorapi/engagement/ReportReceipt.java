package io.monitorapi.engagement;

import io.monitorapi.attribute.EngagementAttribute;
import io.monitorapi.error.MonitorException;
import io.monitorapi.session.MonitorSession;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The confirmation of what the service accepted of a report.
 *
 * <p>Source: Monitoring API, Methods, Report, "Response". Immutable.
 *
 * @param session the session in which the report was accepted
 * @param sessionCreated whether this call opened the session
 * @param sessionRenewed whether this call opened it although the visitor had one; engagements offered before are invalid
 * @param pageId the id of the page, or null if the response had none
 * @param impressionsCounted how many impressions the service counted; 0 if the report was accepted in a new session, because
 *     the engagement was not offered there
 * @param accepted the engagement attributes that the service accepted
 * @param refused the engagement attributes that it did not accept; empty unless salvage was enabled
 * @param otherMembers members that this version of the SDK does not read, as text, numbers, booleans, lists and maps
 */
public record ReportReceipt(
        MonitorSession session,
        boolean sessionCreated,
        boolean sessionRenewed,
        @Nullable String pageId,
        int impressionsCounted,
        List<EngagementAttribute> accepted,
        List<RefusedAttribute> refused,
        Map<String, Object> otherMembers) {

    /** Validates the session and copies lists and map. */
    public ReportReceipt {
        Objects.requireNonNull(session, "session");
        accepted = List.copyOf(accepted);
        refused = List.copyOf(refused);
        otherMembers =
                otherMembers.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(otherMembers));
    }

    /** Omits the ids and other members. */
    @Override
    public String toString() {
        return "ReportReceipt[sessionCreated=" + sessionCreated + ", sessionRenewed=" + sessionRenewed
                + ", impressionsCounted=" + impressionsCounted + ", accepted=" + accepted.size() + ", refused="
                + refused.size() + "]";
    }

    /**
     * An engagement attribute that the service did not accept.
     *
     * @param attribute the engagement attribute
     * @param failure the failure of the smallest part of the report that contained it
     */
    public record RefusedAttribute(EngagementAttribute attribute, MonitorException failure) {

        /** Validates the components. */
        public RefusedAttribute {
            Objects.requireNonNull(attribute, "attribute");
            Objects.requireNonNull(failure, "failure");
        }

        /** Omits the members of the attribute. */
        @Override
        public String toString() {
            return "RefusedAttribute[type=" + attribute.type() + ", reason=" + failure.reason() + "]";
        }
    }
}
