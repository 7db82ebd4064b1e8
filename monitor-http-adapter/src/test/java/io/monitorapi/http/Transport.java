package io.monitorapi.http;

import io.monitorapi.http.apache.ApacheHttpTransport;
import io.monitorapi.http.jdk.JdkHttpTransport;
import io.monitorapi.http.transport.HttpTransport;
import java.net.ProxySelector;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/** The transports that the fault matrix tests. */
enum Transport {
    JDK {
        @Override
        HttpTransport make(SSLContext trust, ProxySelector proxy, Duration connectTimeout) {
            return JdkHttpTransport.builder()
                    .sslContext(trust)
                    .proxy(proxy)
                    .connectTimeout(connectTimeout)
                    .build();
        }
    },
    APACHE {
        @Override
        HttpTransport make(SSLContext trust, ProxySelector proxy, Duration connectTimeout) {
            return ApacheHttpTransport.builder()
                    .sslContext(trust)
                    .proxy(proxy)
                    .connectTimeout(connectTimeout)
                    .build();
        }
    };

    abstract HttpTransport make(SSLContext trust, ProxySelector proxy, Duration connectTimeout);
}
