package io.monitorapi.customadapter;

import io.monitorapi.http.jdk.JdkHttpTransport;
import io.monitorapi.http.testkit.HttpTransportContract;
import io.monitorapi.http.transport.HttpTransport;
import java.time.Duration;
import javax.net.ssl.SSLContext;

class CountingHttpTransportContractTest extends HttpTransportContract {

    @Override
    protected HttpTransport transport(SSLContext trust) {
        return new CountingHttpTransport(JdkHttpTransport.builder()
                .connectTimeout(Duration.ofSeconds(10))
                .sslContext(trust)
                .build());
    }
}
