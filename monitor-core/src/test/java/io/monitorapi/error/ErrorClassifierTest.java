package io.monitorapi.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorClassifierTest {

    @ParameterizedTest(name = "{0} with code {1} is {2}")
    @CsvSource({
        "400, 5, INVALID_REQUEST, APPLICATION",
        "400, 33, ILLEGAL_VERSION, APPLICATION",
        "400, , INVALID_REQUEST, APPLICATION",
        "400, 99, INVALID_REQUEST, APPLICATION",
        "401, , DENIED, APPLICATION",
        "401, 10, DENIED, APPLICATION",
        "403, , DENIED, APPLICATION",
        "404, 6, ACCOUNT_UNKNOWN, APPLICATION",
        "404, 12, NOT_FOUND, APPLICATION",
        "404, 18, APP_INSTALLATION_UNKNOWN, APPLICATION",
        "404, , APP_INSTALLATION_UNKNOWN, APPLICATION",
        "404, 37, VISITOR_UNKNOWN, SESSION",
        "404, 39, SESSION_UNKNOWN, SESSION",
        "404, 28, WRONG_DOMAIN, APPLICATION",
        "404, 99, REJECTED, APPLICATION",
        "408, , REQUEST_TIMEOUT, REQUEST",
        "413, , REJECTED, APPLICATION",
        "418, , REJECTED, APPLICATION",
        "422, , ACCOUNT_UNKNOWN, APPLICATION",
        "429, , THROTTLED, REQUEST",
        "429, 5, THROTTLED, REQUEST",
        "451, , BLOCKED, APPLICATION",
        "500, 20, ACCOUNT_LOADING, REQUEST",
        "500, 18, SERVER_ERROR, REQUEST",
        "500, 39, SERVER_ERROR, REQUEST",
        "500, , SERVER_ERROR, REQUEST",
        "502, , SERVER_ERROR, REQUEST",
        "503, , UNAVAILABLE, REQUEST",
        "503, 20, UNAVAILABLE, REQUEST",
        "504, , SERVER_ERROR, REQUEST",
        "302, , REDIRECTED, REQUEST",
        "200, 20, ACCOUNT_LOADING, REQUEST",
        "200, 18, SERVER_ERROR, REQUEST",
        "200, 37, VISITOR_UNKNOWN, SESSION",
        "200, 39, SESSION_UNKNOWN, SESSION",
        "201, 5, INVALID_REQUEST, APPLICATION",
        "200, 99, UNREADABLE, REQUEST"
    })
    void classifiesByStatusAndCode(int status, Integer code, Reason reason, ErrorCategory category) {
        Reason found = ErrorClassifier.classify(status, List.of(new MonitorError(code, null, null)));

        assertThat(found).isEqualTo(reason);
        assertThat(found.category()).isEqualTo(category);
    }

    /** A response with other content than the service sends, such as an HTML page. */
    @ParameterizedTest(name = "{0} of a proxy is {1}, never the service: {3}")
    @CsvSource({
        "413, PROXY_SIZE_LIMIT, APPLICATION, true",
        "429, PROXY_THROTTLED, REQUEST, true",
        "500, SERVER_ERROR, REQUEST, false",
        "501, PROXY_ERROR, REQUEST, true",
        "502, PROXY_ERROR, REQUEST, true",
        "503, PROXY_UNAVAILABLE, REQUEST, true",
        "504, PROXY_ERROR, REQUEST, true",
        "522, PROXY_ERROR, REQUEST, true",
        "599, PROXY_ERROR, REQUEST, true",
        "600, UNREADABLE, REQUEST, false",
        "400, INVALID_REQUEST, APPLICATION, false",
        "404, APP_INSTALLATION_UNKNOWN, APPLICATION, false",
        "408, REQUEST_TIMEOUT, REQUEST, false",
        "418, REJECTED, APPLICATION, false",
        "200, UNREADABLE, REQUEST, false",
        "302, REDIRECTED, REQUEST, false"
    })
    void classifiesTheResponseOfAProxy(int status, Reason reason, ErrorCategory category, boolean fromProxy) {
        Reason found = ErrorClassifier.classifyProxy(status);

        assertThat(found).isEqualTo(reason);
        assertThat(found.category()).isEqualTo(category);
        assertThat(ErrorClassifier.isFromProxy(found)).isEqualTo(fromProxy);
        assertThat(found.advice().contains("not the service") || reason == Reason.PROXY_ERROR)
                .as("the advice says that the response is not the service's")
                .isEqualTo(fromProxy);
    }

    @Test
    void classifiesByAllMessages() {
        List<MonitorError> errors = List.of(
                new MonitorError(null, null, null), new MonitorError(77, null, null), new MonitorError(39, null, null));

        assertThat(ErrorClassifier.classify(404, errors)).isEqualTo(Reason.SESSION_UNKNOWN);
    }

    @Test
    void everyReasonHasAdvice() {
        assertThat(Reason.values())
                .allSatisfy(reason -> assertThat(reason.advice()).endsWith(".").hasSizeBetween(20, 250));
    }
}
