package io.monitorapi.spring.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.monitorapi.attribute.EngagementAttribute;
import io.monitorapi.engagement.ClientProperties;
import io.monitorapi.engagement.ClientProperties.DeviceFamily;
import io.monitorapi.engagement.ClientProperties.OsName;
import io.monitorapi.engagement.Identity;
import io.monitorapi.engagement.Report;
import io.monitorapi.error.ErrorCategory;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.error.RetryRules;
import io.monitorapi.error.Sent;
import io.monitorapi.session.Visitor;
import io.monitorapi.testkit.SampleAttributes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/** The parts of the outbox that need no database. */
class OutboxUnitTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Set<Reason> SERVICE_ASKS = Set.of(
            Reason.ACCOUNT_LOADING,
            Reason.THROTTLED,
            Reason.UNAVAILABLE,
            Reason.PROXY_THROTTLED,
            Reason.PROXY_UNAVAILABLE);
    private static final Visitor VISITOR = Visitor.of("1");

    private final OutboxCipher cipher = new OutboxCipher(List.of("a-secret-of-tests-only"));

    @Test
    void everyKindOfAttributeIsSentAsItWasSubmitted() {
        Random random = new Random(17);
        List<EngagementAttribute> attributes = Stream.concat(
                        Stream.concat(SampleAttributes.full().stream(), SampleAttributes.minimal().stream()),
                        Stream.generate(() -> SampleAttributes.random(random)).limit(500))
                .toList();
        for (EngagementAttribute attribute : attributes) {
            Report read = roundTrip(Report.of(attribute));

            assertThat(read.engagementAttributes()).singleElement().satisfies(each -> {
                assertThat(each.type()).isEqualTo(attribute.type());
                assertThat(json(each)).isEqualTo(json(attribute));
            });
        }
    }

    /** Numbers may be read as another type, which is written in the same way. */
    private static String json(EngagementAttribute attribute) {
        return JsonMapper.builder(JsonFactory.builder()
                        .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                        .build())
                .build()
                .writeValueAsString(attribute.members());
    }

    @Test
    void aReportIsReadAsItWasWritten() {
        Report report = Report.builder()
                .identity(Identity.authenticated("issuer", "subject"))
                .identity(Identity.unauthenticated("subject"))
                .lpConsumerId("lp")
                .clientProperties(new ClientProperties("1", DeviceFamily.TABLET, "192.0.2.1", OsName.IOS, "17"))
                .entryPoints("sec://x")
                .engagementAttributes(List.of(SampleAttributes.minimal().get(10)))
                .pageId("page")
                .salvage(true)
                .build();

        assertThat(roundTrip(report)).isEqualTo(report);
    }

    private static Report roundTrip(Report report) {
        OutboxEntry entry = OutboxEntry.of("default", VISITOR, report, "key")
                .ended(new OutboxEntry.End(ReportOutcome.REFUSED, Reason.INVALID_REQUEST, NOW));
        OutboxEntry read = EntrySerializer.read(EntrySerializer.write(entry));
        assertThat(read.with(report)).isEqualTo(entry);
        return read.report();
    }

    @Test
    void aMalformedEntryIsUnreadable() {
        for (String value : List.of("", "{}", "[]", "{\"v\":2}", "null", "\u0000")) {
            assertThatExceptionOfType(UnreadableEntryException.class)
                    .isThrownBy(() -> EntrySerializer.read(value.getBytes(StandardCharsets.UTF_8)))
                    .withNoCause();
        }
    }

    @Test
    void aValueIsBoundToItsRowAndCannotBeChanged() {
        byte[] value = "personal".getBytes(StandardCharsets.UTF_8);
        byte[] encrypted = cipher.encrypt("row", value);

        assertThat(cipher.decrypt("row", encrypted)).isEqualTo(value);
        assertThat(cipher.encrypt("row", value)).isNotEqualTo(encrypted);
        assertThatExceptionOfType(UnreadableEntryException.class)
                .isThrownBy(() -> cipher.decrypt("another row", encrypted));
        for (int i = 0; i < encrypted.length; i++) {
            byte[] changed = encrypted.clone();
            changed[i] ^= 1;
            assertThatExceptionOfType(UnreadableEntryException.class).isThrownBy(() -> cipher.decrypt("row", changed));
        }
        assertThatExceptionOfType(UnreadableEntryException.class).isThrownBy(() -> cipher.decrypt("row", new byte[0]));
    }

    @Test
    void everySecretDecryptsAndTheFirstEncrypts() {
        OutboxCipher rotated = new OutboxCipher(List.of("another-secret-of-tests", "a-secret-of-tests-only"));
        byte[] value = {1, 2, 3};

        assertThat(rotated.decrypt("row", cipher.encrypt("row", value))).isEqualTo(value);
        assertThatExceptionOfType(UnreadableEntryException.class)
                .isThrownBy(() -> cipher.decrypt("row", rotated.encrypt("row", value)));
    }

    @Test
    void idsOfAVisitorSortInTheOrderOfSubmissionEvenIfTheClockStandsStill() {
        RowIds ids = new RowIds(cipher, () -> NOW);
        List<String> submitted = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            submitted.add(ids.next("default", VISITOR));
        }

        assertThat(submitted).isSorted().doesNotHaveDuplicates();
        assertThat(RowIds.submitted(submitted.get(0))).isEqualTo(NOW);
        assertThat(submitted)
                .allMatch(id ->
                        RowIds.first(id).compareTo(id) < 0 && RowIds.last(id).compareTo(id) > 0);
        assertThat(submitted.get(0)).matches("[0-9a-f]{52}");
    }

    @Test
    void idsOfAnotherVisitorOrClientAreElsewhere() {
        RowIds ids = new RowIds(cipher, () -> NOW);

        assertThat(List.of(
                        ids.next("default", VISITOR).substring(0, 32),
                        ids.next("default", Visitor.of("2")).substring(0, 32),
                        ids.next("nl", VISITOR).substring(0, 32),
                        ids.ofKey("default", "1"),
                        ids.ofKey("nl", "1")))
                .doesNotHaveDuplicates();
    }

    @Test
    void pausesFollowTheScheduleOfTheServiceAndThenStayAtNinetySeconds() {
        List<Integer> seconds = List.of(3, 10, 30, 90, 90, 90);
        for (int i = 0; i < seconds.size(); i++) {
            Duration scheduled = Duration.ofSeconds(seconds.get(i));

            assertThat(DeliverySchedule.pause(i, Duration.ZERO))
                    .isBetween(scheduled, scheduled.multipliedBy(11).dividedBy(10));
        }
        assertThat(DeliverySchedule.pause(0, Duration.ofMinutes(5))).isGreaterThanOrEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void oneDeliveryAtATimeFindsOutWhetherTheServiceIsBack() {
        OutageGate gate = new OutageGate();
        Duration probe = Duration.ofSeconds(15);
        assertThat(gate.enter(NOW, probe)).isNull();

        gate.close(NOW.plusSeconds(3));

        assertThat(gate.enter(NOW, probe)).isEqualTo(NOW.plusSeconds(3));
        assertThat(gate.enter(NOW.plusSeconds(3), probe)).isNull();
        assertThat(gate.enter(NOW.plusSeconds(3), probe)).isEqualTo(NOW.plusSeconds(18));
        gate.open();
        assertThat(gate.enter(NOW.plusSeconds(3), probe)).isNull();
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void whatFollowsAFailureIsDecidedByItsCategoryAndWhetherItIsAmbiguous(Reason reason) {
        for (Sent sent : Sent.values()) {
            MonitorException failure = MonitorException.builder(reason)
                    .sent(sent)
                    .retryable(RetryRules.isRetryable(reason, sent, false))
                    .build();
            boolean isRefused = reason.category() == ErrorCategory.APPLICATION || reason == Reason.VISITOR_UNIDENTIFIED;
            boolean isSafe =
                    sent == Sent.NO || reason.category() == ErrorCategory.SESSION || SERVICE_ASKS.contains(reason);

            assertThat(DeliveryRules.outcome(failure, true)).isEqualTo(isRefused ? ReportOutcome.REFUSED : null);
            assertThat(DeliveryRules.outcome(failure, false))
                    .isEqualTo(isRefused ? ReportOutcome.REFUSED : isSafe ? null : ReportOutcome.UNCERTAIN);
        }
    }
}
