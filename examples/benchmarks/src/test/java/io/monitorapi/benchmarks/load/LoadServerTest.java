package io.monitorapi.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that misreads the end of a request would cost a TLS handshake for each call. */
class LoadServerTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
                "POST / HTTP/1.1\r\nContent-Length: 4\r\n\r\nbody",
                "POST / HTTP/1.1\r\ncontent-length:4\r\nHost: a\r\n\r\n\r\n\r\n",
                "POST / HTTP/1.1\r\nTransfer-encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
            })
    void aRequestEndsWithItsBody(String request) {
        byte[] two = (request + request).getBytes(StandardCharsets.US_ASCII);

        assertThat(LoadServer.endOfRequest(two, two.length)).isEqualTo(request.length());
        assertThat(LoadServer.endOfRequest(two, request.length() - 1)).isEqualTo(-1);
    }
}
