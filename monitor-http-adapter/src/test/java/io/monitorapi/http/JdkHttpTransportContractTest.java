package io.monitorapi.http;

import io.monitorapi.http.testkit.HttpTransportContract;
import javax.net.ssl.SSLContext;

class JdkHttpTransportContractTest extends HttpTransportContract {

    @Override
    protected HttpTransport transport(SSLContext trust) {
        return JdkHttpTransport.builder().sslContext(trust).build();
    }
}
