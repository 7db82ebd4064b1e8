package io.monitorapi.http.apache;

import io.monitorapi.http.testkit.HttpTransportContract;
import io.monitorapi.http.transport.HttpTransport;
import java.time.Duration;
import javax.net.ssl.SSLContext;

class BlockingApacheHttpTransportContractTest extends HttpTransportContract {

    /** Many cold handshakes at the same time take their time on a busy machine. */
    private static final Duration PATIENT = Duration.ofSeconds(10);

    @Override
    protected HttpTransport transport(SSLContext trust) {
        return new OnThreads(ApacheHttpTransport.builder()
                .connectTimeout(PATIENT)
                .sslContext(trust)
                .build());
    }
}
