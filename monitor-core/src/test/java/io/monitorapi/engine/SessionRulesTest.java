package io.monitorapi.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.error.MonitorError;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.port.GatewayResult.Accepted;
import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.SessionRecord.Paired;
import io.monitorapi.session.SessionRecord.VisitorOnly;
import io.monitorapi.testkit.Samples;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The effect of a refusal on a visitor's record. */
class SessionRulesTest {

    private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant NOW = THEN.plusSeconds(60);
    private static final Paired PAIRED = new Paired(Samples.session(1), THEN, THEN, 7, null);
    private static final VisitorOnly VISITOR_ONLY = new VisitorOnly("visitor-1", THEN, THEN, 7);

    @Test
    void anUnknownVisitorIsDeleted() {
        assertThat(afterRefusal(PAIRED, PAIRED, failure(Reason.VISITOR_UNKNOWN)))
                .isNull();
        assertThat(afterRefusal(VISITOR_ONLY, VISITOR_ONLY, failure(Reason.VISITOR_UNKNOWN)))
                .isNull();
    }

    @Test
    void anUnknownSessionIsDroppedAndItsVisitorIdKept() {
        assertThat(afterRefusal(PAIRED, PAIRED, failure(Reason.SESSION_UNKNOWN)))
                .isEqualTo(new VisitorOnly(PAIRED.session().visitorId(), THEN, THEN, 8));
    }

    @Test
    void theVisitorIdThatAccountLoadingNamesIsKept() {
        assertThat(afterRefusal(null, null, accountLoading("vid: visitor-2")))
                .isEqualTo(new VisitorOnly("visitor-2", NOW, NOW, NOW.toEpochMilli()));
        assertThat(afterRefusal(VISITOR_ONLY, VISITOR_ONLY, accountLoading("vid: visitor-2")))
                .isEqualTo(new VisitorOnly("visitor-2", NOW, NOW, 8));
    }

    @Test
    void accountLoadingThatNamesNoVisitorChangesNothing() {
        assertThat(afterRefusal(null, null, accountLoading("account is not loaded")))
                .isNull();
        assertThat(afterRefusal(VISITOR_ONLY, VISITOR_ONLY, accountLoading("account is not loaded")))
                .isSameAs(VISITOR_ONLY);
    }

    @Test
    void accountLoadingDoesNotEndASession() {
        assertThat(afterRefusal(PAIRED, PAIRED, accountLoading("vid: visitor-2")))
                .isSameAs(PAIRED);
    }

    @Test
    void aRefusalOfOtherIdsChangesNothing() {
        Paired newer = new Paired(Samples.session(2), NOW, NOW, 8, null);

        assertThat(afterRefusal(newer, PAIRED, failure(Reason.VISITOR_UNKNOWN))).isSameAs(newer);
        assertThat(afterRefusal(newer, PAIRED, failure(Reason.SESSION_UNKNOWN))).isSameAs(newer);
        assertThat(afterRefusal(newer, null, accountLoading("vid: visitor-2"))).isSameAs(newer);
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void anyOtherFailureChangesNothing(Reason reason) {
        boolean applies =
                EnumSet.of(Reason.VISITOR_UNKNOWN, Reason.SESSION_UNKNOWN).contains(reason);

        assertThat(afterRefusal(PAIRED, PAIRED, failure(reason)) == PAIRED).isEqualTo(!applies);
    }

    private static SessionRecord afterRefusal(SessionRecord current, SessionRecord sent, MonitorException failure) {
        return SessionRules.afterRefusal(current, sent, failure, NOW);
    }

    private static MonitorException failure(Reason reason) {
        return MonitorException.builder(reason).build();
    }

    private static MonitorException accountLoading(String text) {
        return MonitorException.builder(Reason.ACCOUNT_LOADING)
                .errors(List.of(new MonitorError(20, null, text)))
                .build();
    }

    @Test
    void aResponseToARequestOfBeforeForgettingChangesNothing() {
        VisitorOnly forgotten = VisitorOnly.forgotten(NOW, 8);

        assertThat(afterAcceptance(forgotten, PAIRED, accepted(2, null))).isSameAs(forgotten);
        assertThat(afterAcceptance(forgotten, forgotten, accepted(2, null)))
                .isEqualTo(new Paired(Samples.session(2), NOW, NOW, 9, null));
    }

    @Test
    void aNewerSessionOfAnotherCallIsKept() {
        Paired newer = new Paired(Samples.session(3), NOW, NOW, 8, null);

        assertThat(afterAcceptance(newer, PAIRED, accepted(2, null))).isSameAs(newer);
        assertThat(afterAcceptance(newer, null, accepted(2, null))).isSameAs(newer);
    }

    @Test
    void theSessionOfTheRequestIsUsedAgain() {
        Paired onPage = new Paired(Samples.session(1), THEN, THEN, 7, "page-1");

        assertThat(afterAcceptance(onPage, onPage, accepted(1, null)))
                .isEqualTo(new Paired(Samples.session(1), THEN, NOW, 8, "page-1"));
        assertThat(afterAcceptance(onPage, onPage, accepted(1, "page-2")))
                .isEqualTo(new Paired(Samples.session(1), THEN, NOW, 8, "page-2"));
        assertThat(afterAcceptance(null, onPage, accepted(1, null)).created()).isEqualTo(THEN);
    }

    @Test
    void theLastPageOfAnEndedSessionIsNotThatOfTheNewOne() {
        Paired onPage = new Paired(Samples.session(1), THEN, THEN, 7, "page-1");

        assertThat(afterAcceptance(onPage, onPage, accepted(2, null)))
                .isEqualTo(new Paired(Samples.session(2), NOW, NOW, 8, null));
    }

    @Test
    void idsAreTheSameOnlyForTheSameKindOfRecord() {
        assertThat(SessionRules.sameIds(PAIRED, PAIRED)).isTrue();
        assertThat(SessionRules.sameIds(VISITOR_ONLY, VISITOR_ONLY)).isTrue();
        assertThat(SessionRules.sameIds(null, null)).isTrue();
        assertThat(SessionRules.sameIds(null, PAIRED)).isFalse();
        assertThat(SessionRules.sameIds(PAIRED, null)).isFalse();
        assertThat(SessionRules.sameIds(PAIRED, VISITOR_ONLY)).isFalse();
        assertThat(SessionRules.sameIds(VISITOR_ONLY, new VisitorOnly("visitor-2", THEN, THEN, 7)))
                .isFalse();
    }

    private static SessionRecord afterAcceptance(SessionRecord current, SessionRecord sent, Accepted response) {
        return SessionRules.afterAcceptance(current, sent, response, NOW);
    }

    private static Accepted accepted(int session, String pageId) {
        return new Accepted(false, Samples.session(session), List.of(), pageId, Map.of());
    }
}
