package io.monitorapi.http.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.http.transport.TransportResult;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JdkFailuresTest {

    private static final String CANARY = "https://host/?vid=canary";

    static Stream<Arguments> failures() {
        ConnectException unresolved = new ConnectException();
        unresolved.initCause(new UnresolvedAddressException());
        return Stream.of(
                Arguments.of(new ConnectException(), false, Reason.CONNECT, Sent.NO),
                Arguments.of(unresolved, false, Reason.DNS, Sent.NO),
                Arguments.of(new UnknownHostException("host"), false, Reason.DNS, Sent.NO),
                Arguments.of(new HttpConnectTimeoutException(CANARY), false, Reason.CONNECT, Sent.NO),
                Arguments.of(new HttpTimeoutException(CANARY), false, Reason.CONNECT, Sent.NO),
                Arguments.of(new HttpTimeoutException(CANARY), true, Reason.TIMEOUT, Sent.MAYBE),
                Arguments.of(new SSLHandshakeException("no trust"), false, Reason.TLS, Sent.NO),
                Arguments.of(new SSLException("broken record"), true, Reason.CONNECTION_LOST, Sent.MAYBE),
                Arguments.of(
                        new SSLException("Unrecognized SSL message, plaintext connection?"), true, Reason.TLS, Sent.NO),
                Arguments.of(new IOException("Tunnel failed, got: 407"), false, Reason.PROXY, Sent.NO),
                Arguments.of(new IOException("Tunnel failed, got: 403"), false, Reason.PROXY, Sent.NO),
                Arguments.of(new IOException("Tunnel failed, got: 502"), false, Reason.CONNECT, Sent.NO),
                Arguments.of(new NumberFormatException(CANARY), true, Reason.UNREADABLE, Sent.MAYBE),
                Arguments.of(
                        new IOException("Illegal character in chunk size: 1"), true, Reason.UNREADABLE, Sent.MAYBE),
                Arguments.of(
                        new IOException("unexpected content length header with 204 response"),
                        true,
                        Reason.UNREADABLE,
                        Sent.MAYBE),
                Arguments.of(
                        new BodyReadException(BodyReadException.Kind.LENGTH_AMBIGUOUS, 10),
                        true,
                        Reason.UNREADABLE,
                        Sent.MAYBE),
                Arguments.of(new ProtocolException(CANARY), true, Reason.UNREADABLE, Sent.MAYBE),
                Arguments.of(new EOFException(CANARY), true, Reason.CONNECTION_LOST, Sent.MAYBE),
                Arguments.of(new IOException(CANARY), false, Reason.CONNECTION_LOST, Sent.NO),
                Arguments.of(
                        new BodyReadException(BodyReadException.Kind.TOO_LARGE, 10), true, Reason.TOO_LARGE, Sent.YES),
                Arguments.of(
                        new BodyReadException(BodyReadException.Kind.TOO_LATE, 10), true, Reason.TIMEOUT, Sent.MAYBE));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void mapsAnExceptionToItsReasonAndToWhetherTheRequestWasSent(
            Throwable thrown, boolean bodySent, Reason reason, Sent sent) {
        TransportResult.Failure failed = JdkFailures.of(new CompletionException(thrown), bodySent);

        assertThat(failed.reason()).isEqualTo(reason);
        assertThat(failed.sent()).isEqualTo(sent);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void doesNotExposeTheAddress(Throwable thrown, boolean bodySent) {
        assertThat(JdkFailures.of(new IOException(thrown), bodySent).toString()).doesNotContain("canary");
    }
}
