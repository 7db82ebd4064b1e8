package io.monitorapi.customadapter;

import io.monitorapi.http.HttpTransport;
import io.monitorapi.http.JdkHttpTransport;
import io.monitorapi.http.testkit.HttpTransportContract;
import javax.net.ssl.SSLContext;

class CountingHttpTransportContractTest extends HttpTransportContract {

    @Override
    protected HttpTransport transport(SSLContext trust) {
        return new CountingHttpTransport(
                JdkHttpTransport.builder().sslContext(trust).build());
    }
}
