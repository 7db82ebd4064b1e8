package io.monitorapi.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MonitorExceptionTest {

    private final MonitorException failure = MonitorException.builder(Reason.ACCOUNT_LOADING)
            .status(500)
            .errors(List.of(new MonitorError(20, null, "vid: canary")))
            .sent(Sent.YES)
            .attempts(3)
            .retryable(true)
            .retryAfter(Duration.ofSeconds(3))
            .detail("some detail")
            .build();

    @ParameterizedTest
    @EnumSource(Reason.class)
    void isAnInstanceOfTheClassOfItsCategory(Reason reason) {
        Class<?> expected = switch (reason.category()) {
            case SESSION -> SessionException.class;
            case REQUEST -> RequestException.class;
            case APPLICATION -> ApplicationException.class;
        };

        assertThat(MonitorException.builder(reason).build()).isExactlyInstanceOf(expected);
    }

    @Test
    void messageContainsReasonAndAdvice() {
        assertThat(failure)
                .hasMessage(
                        "REQUEST/ACCOUNT_LOADING, HTTP 500, code 20, attempts 3, sent YES, retry after 3000 ms: some"
                                + " detail. " + Reason.ACCOUNT_LOADING.advice());
    }

    @Test
    void messageOmitsTheTextOfTheService() {
        assertThat(failure).asString().doesNotContain("canary");
        assertThat(failure.errors().get(0).text()).contains("canary");
    }

    @Test
    void toBuilderCopiesAllValues() {
        MonitorException copy = failure.toBuilder().build();

        assertThat(copy).hasMessage(failure.getMessage());
        assertThat(copy.errors()).isEqualTo(failure.errors());
        assertThat(copy.isRetryable()).isTrue();
        assertThat(copy.retryAfter()).isEqualTo(failure.retryAfter());
        assertThat(copy.status()).isEqualTo(failure.status());
    }

    @Test
    void addsTextToTheDetail() {
        assertThat(failure.toBuilder().detail("more").detail(null).build()).hasMessageContaining("some detail; more.");
    }

    @Test
    void capsAHugeRetryAfter() {
        MonitorException endless = MonitorException.builder(Reason.THROTTLED)
                .retryAfter(Duration.ofSeconds(Long.MAX_VALUE))
                .build();

        assertThat(endless.retryAfter()).contains(Duration.ofDays(365));
    }

    @Test
    void doesNotSerialiseTheTextsOfTheService() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(failure);
        }

        assertThat(bytes.toString()).doesNotContain("canary");
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            MonitorException copy = (MonitorException) in.readObject();
            assertThat(copy.reason()).isEqualTo(Reason.ACCOUNT_LOADING);
            assertThat(copy.errors()).isEmpty();
        }
    }

    @Test
    void hasAStatusOnlyIfThereWasAResponse() {
        assertThat(MonitorException.builder(Reason.CONNECT).build().status()).isEmpty();
        assertThat(MonitorException.builder(Reason.UNAVAILABLE)
                        .status(503)
                        .build()
                        .status())
                .hasValue(503);
    }

    @Test
    void capsRetryAfterAtOneYear() {
        Duration year = Duration.ofDays(365);

        assertThat(retryAfter(year.minusNanos(1))).hasValue(year.minusNanos(1));
        assertThat(retryAfter(year.plusNanos(1))).hasValue(year);
        assertThat(retryAfter(null)).isEmpty();
    }

    private static Optional<Duration> retryAfter(Duration pause) {
        return MonitorException.builder(Reason.THROTTLED)
                .retryAfter(pause)
                .build()
                .retryAfter();
    }
}
