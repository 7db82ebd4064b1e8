package io.monitorapi.testkit;

import io.monitorapi.attribute.EngagementAttribute;
import io.monitorapi.engagement.Engagement;
import io.monitorapi.engagement.Report;
import io.monitorapi.port.GatewayResult;
import io.monitorapi.session.MonitorSession;
import io.monitorapi.session.SessionRecord;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The sessions of a service that runs in memory; safe for use by any thread. */
public final class FakeService {

    private final Set<MonitorSession> sessions = new HashSet<>();
    private List<Engagement> offers = List.of(Samples.offered());
    private Set<String> refused = Set.of();
    private int visitors;
    private int created;

    /** Sets what is offered from now on. */
    public synchronized void offers(Engagement... engagements) {
        offers = List.of(engagements);
    }

    /** Sets which types of engagement attributes are refused from now on. */
    public synchronized void refuses(String... types) {
        refused = Set.of(types);
    }

    /** Ends all sessions. */
    public synchronized void endSessions() {
        sessions.clear();
    }

    /** {@return how many sessions were opened} */
    public synchronized int created() {
        return created;
    }

    /** {@return how many visitors were registered} */
    public synchronized int visitors() {
        return visitors;
    }

    synchronized GatewayResult respond(@Nullable SessionRecord record) {
        if (record instanceof SessionRecord.Paired paired && sessions.contains(paired.session())) {
            return new GatewayResult.Accepted(false, paired.session(), offers, "page-1", Map.of());
        }
        return opened(record, offers);
    }

    /** Accepts reports in an open session only; opens a new one for a report that identifies the consumer. */
    synchronized GatewayResult receive(@Nullable SessionRecord record, Report report) {
        boolean bad = report.engagementAttributes().stream()
                .map(EngagementAttribute::type)
                .anyMatch(refused::contains);
        if (bad || record == null && !report.isIdentified()) {
            return Samples.refused(400, 5);
        }
        if (record instanceof SessionRecord.Paired paired) {
            return sessions.contains(paired.session())
                    ? new GatewayResult.Accepted(false, paired.session(), List.of(), "page-1", Map.of())
                    : Samples.refused(404, 39);
        }
        return opened(record, List.of());
    }

    private GatewayResult opened(@Nullable SessionRecord record, List<Engagement> offered) {
        String visitorId = record == null ? "vid-" + ++visitors : record.visitorId();
        MonitorSession opened = new MonitorSession(visitorId, "sid-" + ++created);
        sessions.add(opened);
        return new GatewayResult.Accepted(true, opened, offered, "page-1", Map.of());
    }
}
