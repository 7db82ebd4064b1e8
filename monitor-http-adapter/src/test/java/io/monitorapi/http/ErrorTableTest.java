package io.monitorapi.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.MonitorService;
import io.monitorapi.attribute.SearchInfo;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.Report;
import io.monitorapi.error.ErrorCategory;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.session.Visitor;
import io.monitorapi.simulator.MonitorSimulator;
import io.monitorapi.simulator.ScriptedResponse;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** Every row of the service's error table, over HTTPS: the exception of each row, and whether the request is sent again. */
class ErrorTableTest {

    private static final MonitorSimulator SIMULATOR = MonitorSimulator.start();
    private static final RepeatOncePolicy POLICY = new RepeatOncePolicy();
    private static final MonitorService SERVICE = HttpMonitor.builder()
            .accountId(SIMULATOR.accountId())
            .appInstallationId(SIMULATOR.appInstallationId())
            .baseUri(SIMULATOR.baseUri())
            .sslContext(SIMULATOR.sslContext())
            .retryPolicy(POLICY)
            .build();

    private final Visitor visitor = Visitor.of(UUID.randomUUID().toString());

    @AfterAll
    static void stop() {
        SERVICE.close();
        SIMULATOR.close();
    }

    @AfterEach
    void clear() {
        SIMULATOR.script().clear();
    }

    /**
     * @param form the form of the response: flat, wrapped or list with the code, none (no code), html or empty
     * @param again which calls are sent again: S a request for an engagement in a session, H the one that opens it, R a report
     *     without ids
     * @param advice a word of the advice
     */
    @ParameterizedTest(name = "{0}/{1} {2}: {4}, again: {5}")
    @CsvFileSource(resources = "error-table.csv", numLinesToSkip = 1)
    void aRow(
            int status, String code, String form, ErrorCategory category, Reason reason, String again, String advice) {
        ScriptedResponse error = error(status, code, form);

        assertThat(requests("engagement", error, this::getEngagement))
                .as("opening a session")
                .isEqualTo(times(again, 'H'));
        assertThat(POLICY.first().reason()).isEqualTo(reason);
        assertThat(POLICY.first().category()).isEqualTo(category);
        assertThat(POLICY.first().advice()).contains(advice);
        assertThat(POLICY.first().status()).isIn(OptionalInt.of(status), OptionalInt.empty());
        assertThat(POLICY.first()).hasMessageNotContaining("canary");

        openSession();
        assertThat(requests("engagement", error, this::getEngagement))
                .as("in a session")
                .isEqualTo(times(again, 'S'));
        openSession();
        assertThat(requests("report", error, this::report)).as("a report").isEqualTo(times(again, 'R'));
    }

    private static int times(String again, char kind) {
        return again != null && again.indexOf(kind) >= 0 ? 2 : 1;
    }

    /** The control: a success is not classified and not sent again. */
    @ParameterizedTest
    @CsvSource({"engagement", "report"})
    void aSuccessfulResponseIsNoError(String operation) {
        openSession();

        assertThat(requests(
                        operation,
                        ScriptedResponse.usual(),
                        operation.equals("report") ? this::report : this::getEngagement))
                .isEqualTo(1);
        assertThat(POLICY.first()).isNull();
    }

    private void openSession() {
        SERVICE.sessions().forget(visitor);
        SERVICE.getEngagement(visitor, EngagementRequest.empty());
    }

    private int requests(String operation, ScriptedResponse response, Runnable call) {
        POLICY.clear();
        int before = SIMULATOR.recording().requests(operation);
        SIMULATOR.script().next(response);
        call.run();
        return SIMULATOR.recording().requests(operation) - before;
    }

    private void getEngagement() {
        try {
            SERVICE.getEngagement(visitor, EngagementRequest.empty());
        } catch (MonitorException failure) {
            assertThat(POLICY.first()).as("%s", failure).isNotNull();
        }
    }

    private void report() {
        try {
            SERVICE.report(visitor, Report.of(SearchInfo.of("phone")));
        } catch (MonitorException failure) {
            assertThat(POLICY.first()).as("%s", failure).isNotNull();
        }
    }

    private static ScriptedResponse error(int status, String code, String form) {
        String flat = "{\"time\":1767225600000,\"message\":\"canary\",\"internalCode\":" + code + "}";
        return switch (form) {
            case "flat" -> json(status, flat);
            case "wrapped" -> json(status, "{\"error\":" + flat + "}");
            case "list" -> json(status, "[{\"message\":\"canary\"}," + flat + "]");
            case "none" -> json(status, "{\"message\":\"canary\"}");
            case "html" -> ScriptedResponse.body(status, "text/html", "<html>canary</html>");
            case "empty" -> ScriptedResponse.status(status);
            default -> throw new IllegalArgumentException(form);
        };
    }

    private static ScriptedResponse json(int status, String body) {
        return ScriptedResponse.body(status, "application/octet-stream", body);
    }
}
