package io.monitorapi.testkit;

import io.monitorapi.engagement.Engagement;
import io.monitorapi.engagement.EngagementStatus;
import io.monitorapi.error.MonitorError;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.port.GatewayResult;
import io.monitorapi.session.EngagementContext;
import io.monitorapi.session.MonitorSession;
import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.Visitor;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Valid values for tests in which the exact value does not matter. */
public final class Samples {

    /** The creation time of sample records. */
    public static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private Samples() {}

    /** {@return a visitor} */
    public static Visitor visitor() {
        return Visitor.of("device-1");
    }

    /** {@return a session with a number in its ids} */
    public static MonitorSession session(int number) {
        return new MonitorSession("vid-" + number, "sid-" + number);
    }

    /** {@return a record with {@link #session(int)}} */
    public static SessionRecord.Paired paired(int number, long generation) {
        return new SessionRecord.Paired(session(number), NOW, NOW, generation, "page-" + number);
    }

    /** {@return a record with the visitor id of {@link #session(int)} only} */
    public static SessionRecord.VisitorOnly visitorOnly(int number, long generation) {
        return new SessionRecord.VisitorOnly(session(number).visitorId(), NOW, NOW, generation);
    }

    /** {@return an engagement that was offered in {@link #session session(1)}} */
    public static Engagement offered() {
        return Engagement.builder(EngagementStatus.EXPOSE)
                .campaign("3100200300", "3100200400", "12")
                .contextId("1")
                .build()
                .offeredIn(session(1));
    }

    /** {@return the context of {@link #offered()}} */
    public static EngagementContext context() {
        return offered().context().orElseThrow();
    }

    /** {@return a response that creates {@link #session(int)} and offers an engagement} */
    public static GatewayResult.Accepted created(int number) {
        return new GatewayResult.Accepted(true, session(number), List.of(offered()), "page-" + number, Map.of());
    }

    /** {@return a response in {@link #session(int)} that offers an engagement} */
    public static GatewayResult.Accepted valid(int number) {
        return new GatewayResult.Accepted(false, session(number), List.of(offered()), "page-" + number, Map.of());
    }

    /** {@return an error response with one message} */
    public static GatewayResult.Refused refused(int status, int code) {
        return new GatewayResult.Refused(status, List.of(new MonitorError(code, NOW, "some words")), null);
    }

    /** {@return the error response of an account that is not loaded yet, with the visitor id of {@link #session(int)}} */
    public static GatewayResult.Refused accountLoading(int number) {
        String text = "Loading account: 40001234, vid: " + session(number).visitorId();
        return new GatewayResult.Refused(500, List.of(new MonitorError(20, NOW, text)), null);
    }

    /** {@return a failure without a response} */
    public static GatewayResult.Failed failed(Reason reason, Sent sent) {
        return new GatewayResult.Failed(reason, sent, null, null);
    }

    /** {@return a retryable exception} */
    public static MonitorException repeatable(Reason reason) {
        return MonitorException.builder(reason).sent(Sent.YES).retryable(true).build();
    }
}
