package io.monitorapi.customadapter;

import io.monitorapi.http.testkit.HttpTransportContract;
import io.monitorapi.http.transport.HttpTransport;
import java.time.Duration;
import javax.net.ssl.SSLContext;

class OkHttpTransportContractTest extends HttpTransportContract {

    @Override
    protected HttpTransport transport(SSLContext trust) {
        return new OkHttpTransport(trust, Duration.ofSeconds(10));
    }
}
