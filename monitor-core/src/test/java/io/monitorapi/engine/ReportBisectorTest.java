package io.monitorapi.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.monitorapi.MonitorService;
import io.monitorapi.attribute.CustomAttribute;
import io.monitorapi.attribute.EngagementAttribute;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.Report;
import io.monitorapi.engagement.ReportReceipt;
import io.monitorapi.engagement.ReportReceipt.RefusedAttribute;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.port.GatewayResult;
import io.monitorapi.session.Visitor;
import io.monitorapi.testkit.FakeMonitorGateway;
import io.monitorapi.testkit.Samples;
import io.monitorapi.testkit.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One invalid engagement attribute does not prevent the delivery of the others. */
class ReportBisectorTest {

    private static final int MOST_REQUESTS = 20;

    private final VirtualTime time = new VirtualTime();
    private final FakeMonitorGateway gateway = new FakeMonitorGateway();
    private final MonitorService service = MonitorServiceBuilder.forGateway(gateway)
            .executor(Runnable::run)
            .time(time, time, time)
            .build();
    private final Visitor visitor = Samples.visitor();

    @BeforeEach
    void open() {
        service.getEngagement(visitor, EngagementRequest.empty());
        gateway.service().refuses("bad");
    }

    @AfterEach
    void close() {
        service.close();
    }

    private static List<EngagementAttribute> batch(int size, Set<Integer> bad) {
        return IntStream.range(0, size)
                .<EngagementAttribute>mapToObj(
                        i -> new CustomAttribute(bad.contains(i) ? "bad" : "good", Map.of("number", i)))
                .toList();
    }

    private static Report salvaging(List<EngagementAttribute> attributes) {
        return Report.builder().engagementAttributes(attributes).salvage(true).build();
    }

    private int furtherRequests() {
        return gateway.reports().size() - 1;
    }

    @Test
    void salvageStoresTheGoodAttributesAndNamesTheBadOne() {
        List<EngagementAttribute> batch = batch(8, Set.of(5));

        ReportReceipt receipt = service.report(visitor, salvaging(batch));

        assertThat(receipt.accepted()).hasSize(7).doesNotContain(batch.get(5));
        assertThat(receipt.refused()).singleElement().satisfies(refused -> {
            assertThat(refused.attribute()).isEqualTo(batch.get(5));
            assertThat(refused.failure().reason()).isEqualTo(Reason.INVALID_REQUEST);
        });
        assertThat(furtherRequests()).isLessThanOrEqualTo(6);
        assertThat(receipt.sessionCreated()).isFalse();
    }

    @Test
    void withoutSalvageTheWholeReportIsRefused() {
        Report report =
                Report.builder().engagementAttributes(batch(8, Set.of(5))).build();

        assertThat(failureOf(report).reason()).isEqualTo(Reason.INVALID_REQUEST);
        assertThat(furtherRequests()).isZero();
    }

    @Test
    void findsOneBadAttributeAmongAThousand() {
        ReportReceipt receipt = service.report(visitor, salvaging(batch(1_000, Set.of(777))));

        assertThat(receipt.accepted()).hasSize(999);
        assertThat(furtherRequests()).isLessThanOrEqualTo(MOST_REQUESTS);
    }

    @Test
    void everyAttributeIsEitherAcceptedOnceOrRefused() {
        Random random = new Random(20261124);
        for (int round = 0; round < 300; round++) {
            int size = 2 + random.nextInt(40);
            Set<Integer> bad = new HashSet<>();
            random.ints(1 + random.nextInt(size), 0, size).forEach(bad::add);
            List<EngagementAttribute> batch = batch(size, bad);
            int before = gateway.reports().size();

            List<EngagementAttribute> seen = new ArrayList<>();
            try {
                ReportReceipt receipt = service.report(visitor, salvaging(batch));
                assertThat(receipt.accepted()).allMatch(taken -> taken.type().equals("good"));
                seen.addAll(receipt.accepted());
                seen.addAll(receipt.refused().stream()
                        .map(RefusedAttribute::attribute)
                        .toList());
                assertThat(seen).containsExactlyInAnyOrderElementsOf(batch);
            } catch (MonitorException nothingTaken) {
                assertThat(nothingTaken.reason()).isEqualTo(Reason.INVALID_REQUEST);
            }
            assertThat(gateway.reports().size() - before).isLessThanOrEqualTo(1 + MOST_REQUESTS);
        }
    }

    @Test
    void reportFailsIfAllAttributesAreBad() {
        assertThat(failureOf(salvaging(batch(3, Set.of(0, 1, 2)))).reason()).isEqualTo(Reason.INVALID_REQUEST);
    }

    @Test
    void reportWithOneAttributeIsNotBisected() {
        assertThat(failureOf(salvaging(batch(1, Set.of(0)))).reason()).isEqualTo(Reason.INVALID_REQUEST);
        assertThat(furtherRequests()).isZero();
    }

    @Test
    void otherFailuresDoNotStartTheSearch() {
        gateway.respondsWith(Samples.refused(400, 33));

        assertThat(failureOf(salvaging(batch(4, Set.of()))).reason()).isEqualTo(Reason.ILLEGAL_VERSION);
        assertThat(furtherRequests()).isZero();
    }

    @Test
    void failureDuringTheSearchEndsItWithAReceipt() {
        List<EngagementAttribute> batch = batch(4, Set.of(3));
        gateway.respondsWith(
                Samples.refused(400, 5), Samples.valid(1), Samples.failed(Reason.CONNECTION_LOST, Sent.MAYBE));

        ReportReceipt receipt = service.report(visitor, salvaging(batch));

        assertThat(receipt.accepted()).containsExactly(batch.get(0), batch.get(1));
        assertThat(receipt.refused())
                .extracting(
                        RefusedAttribute::attribute,
                        refused -> refused.failure().reason())
                .containsExactlyInAnyOrder(
                        tuple(batch.get(2), Reason.CONNECTION_LOST), tuple(batch.get(3), Reason.INVALID_REQUEST));
        assertThat(furtherRequests()).isEqualTo(2);
    }

    @Test
    void deadlineDuringTheSearchEndsItWithAReceipt() {
        List<EngagementAttribute> batch = batch(4, Set.of(3));
        CompletableFuture<GatewayResult> never = new CompletableFuture<>();
        gateway.respondsWith(Samples.refused(400, 5), Samples.valid(1)).respondsLater(never);

        CompletableFuture<ReportReceipt> receipt = service.reportAsync(visitor, salvaging(batch));
        time.advance(Duration.ofSeconds(15));

        assertThat(receipt.join().accepted()).containsExactly(batch.get(0), batch.get(1));
        assertThat(receipt.join().refused())
                .extracting(
                        RefusedAttribute::attribute,
                        refused -> refused.failure().reason(),
                        refused -> refused.failure().sent())
                .containsExactly(
                        tuple(batch.get(2), Reason.TIMEOUT, Sent.MAYBE),
                        tuple(batch.get(3), Reason.INVALID_REQUEST, Sent.YES));
        assertThat(never).isCancelled();
    }

    private MonitorException failureOf(Report report) {
        return catchThrowableOfType(MonitorException.class, () -> service.report(visitor, report));
    }
}
