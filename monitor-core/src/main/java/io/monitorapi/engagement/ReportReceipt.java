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
 * Confirms what the service took of a report.
 *
 * <p>Source: Monitoring API, Methods, Report, "Response". Immutable.
 *
 * @param session the pair that the report was taken in
 * @param sessionCreated whether this call opened the session
 * @param sessionRenewed whether this call opened it although the visitor had one: engagements offered earlier are void
 * @param pageId the service's id of the page, or null when it named none
 * @param impressionsCounted how many impressions the service counted: none when the report was taken in a new session, as the
 *     engagement was not offered there
 * @param accepted the engagement attributes that the service took
 * @param refused the engagement attributes that it did not take; empty unless the report was salvaged
 * @param otherMembers the members that this version does not know, as text, numbers, booleans, lists and maps
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

    /** Checks that nothing is missing and copies lists and map. */
    public ReportReceipt {
        Objects.requireNonNull(session, "session");
        accepted = List.copyOf(accepted);
        refused = List.copyOf(refused);
        otherMembers =
                otherMembers.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(otherMembers));
    }

    /** Leaves the ids and unknown members out. */
    @Override
    public String toString() {
        return "ReportReceipt[sessionCreated=" + sessionCreated + ", sessionRenewed=" + sessionRenewed
                + ", impressionsCounted=" + impressionsCounted + ", accepted=" + accepted.size() + ", refused="
                + refused.size() + "]";
    }

    /**
     * An engagement attribute that the service did not take.
     *
     * @param attribute the engagement attribute
     * @param failure why not: what the smallest part of the report that held it failed with
     */
    public record RefusedAttribute(EngagementAttribute attribute, MonitorException failure) {

        /** Checks that nothing is missing. */
        public RefusedAttribute {
            Objects.requireNonNull(attribute, "attribute");
            Objects.requireNonNull(failure, "failure");
        }

        /** Leaves the attribute's members out. */
        @Override
        public String toString() {
            return "RefusedAttribute[type=" + attribute.type() + ", reason=" + failure.reason() + "]";
        }
    }
}
