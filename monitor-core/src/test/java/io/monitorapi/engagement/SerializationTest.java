package io.monitorapi.engagement;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.engagement.EngagementResult.Outcome;
import io.monitorapi.engagement.ReportReceipt.RefusedAttribute;
import io.monitorapi.error.Reason;
import io.monitorapi.session.EngagementContext;
import io.monitorapi.session.MonitorSession;
import io.monitorapi.testkit.SampleAttributes;
import io.monitorapi.testkit.Samples;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Results are stored in HTTP sessions and caches, without the pair of the session. */
class SerializationTest {

    private static final MonitorSession SESSION = new MonitorSession("canary-vid", "canary-sid");

    private static final Engagement OFFER = Engagement.builder(EngagementStatus.EXPOSE)
            .campaign("1234", "5678", "9")
            .contextId("context-1")
            .validFor(Duration.ofSeconds(10))
            .otherMembers(Map.of("number", new BigDecimal("1.5"), "list", List.of("text", true)))
            .build();

    private static final EngagementResult RESULT = new EngagementResult(
            List.of(OFFER, Engagement.builder("").build()),
            SESSION,
            true,
            false,
            "page-1",
            Map.of("other", "canary-other"),
            List.of(new RefusedAttribute(SampleAttributes.full().get(0), Samples.repeatable(Reason.INVALID_REQUEST))));

    @Test
    void aResultKeepsWhatIsOfferedAndItsImpressionsButNotTheSession() throws Exception {
        EngagementResult read = (EngagementResult) read(write(RESULT));

        assertThat(read.engagements()).isEqualTo(RESULT.engagements());
        assertThat(read.outcome()).isEqualTo(Outcome.OFFERED);
        assertThat(read.sessionCreated()).isTrue();
        assertThat(read.pageId()).isEqualTo("page-1");
        assertThat(read.available().orElseThrow().context())
                .isEqualTo(RESULT.available().orElseThrow().context());
        assertThat(read.session()).isNull();
        assertThat(read.handover()).isEmpty();
        assertThat(read.otherMembers()).isEmpty();
        assertThat(read.refusedAttributes()).isEmpty();
    }

    @Test
    void anImpressionOfAStoredContextIsThatOfItsSession() throws Exception {
        EngagementContext context = RESULT.available().orElseThrow().context().orElseThrow();

        EngagementContext read = (EngagementContext) read(write(context));

        assertThat(read).isEqualTo(context);
        assertThat(read.sessionFingerprint().matches(SESSION)).isTrue();
        assertThat(read.sessionFingerprint().matches(new MonitorSession("canary-vid", "other")))
                .isFalse();
    }

    /** The campaign is the control: its id is found in the same bytes. */
    @Test
    void noBytesContainThePair() throws Exception {
        Engagement offer = RESULT.available().orElseThrow();
        for (Object value : List.of(RESULT, offer, offer.context().orElseThrow(), List.of(RESULT))) {
            String bytes = new String(write(value), StandardCharsets.ISO_8859_1);

            assertThat(bytes).contains("1234").doesNotContain("canary");
        }
    }

    private static byte[] write(Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        return bytes.toByteArray();
    }

    private static Object read(byte[] bytes) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return in.readObject();
        }
    }
}
