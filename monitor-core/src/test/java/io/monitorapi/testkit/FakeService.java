package io.monitorapi.testkit;

import io.monitorapi.engagement.Engagement;
import io.monitorapi.port.GatewayAnswer;
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
    private int visitors;
    private int created;

    /** Says what is offered from now on. */
    public synchronized void offers(Engagement... engagements) {
        offers = List.of(engagements);
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

    synchronized GatewayAnswer answer(@Nullable SessionRecord known) {
        if (known instanceof SessionRecord.Paired paired && sessions.contains(paired.session())) {
            return new GatewayAnswer.Accepted(false, paired.session(), offers, "page-1", Map.of());
        }
        String visitorId = known == null ? "vid-" + ++visitors : known.visitorId();
        MonitorSession opened = new MonitorSession(visitorId, "sid-" + ++created);
        sessions.add(opened);
        return new GatewayAnswer.Accepted(true, opened, offers, "page-1", Map.of());
    }
}
