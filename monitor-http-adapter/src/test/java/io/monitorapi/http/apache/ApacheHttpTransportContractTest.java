package io.monitorapi.http.apache;

import io.monitorapi.http.testkit.HttpTransportContract;
import io.monitorapi.http.transport.HttpTransport;
import java.time.Duration;
import javax.net.ssl.SSLContext;

class ApacheHttpTransportContractTest extends HttpTransportContract {

    /** Many TLS handshakes at the same time are slow on a busy machine. */
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    @Override
    protected HttpTransport transport(SSLContext trust) {
        return new OnThreads(ApacheHttpTransport.builder()
                .connectTimeout(CONNECT_TIMEOUT)
                .sslContext(trust)
                .build());
    }
}
