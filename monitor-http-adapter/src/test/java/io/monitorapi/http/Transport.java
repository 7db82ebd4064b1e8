package io.monitorapi.http;

import io.monitorapi.http.apache.ApacheHttpTransport;
import io.monitorapi.http.jdk.JdkHttpTransport;
import io.monitorapi.http.transport.HttpTransport;
import io.monitorapi.http.transport.TransportBuilder;
import java.net.ProxySelector;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/** The transports that the fault matrix tests. */
enum Transport {
    JDK {
        @Override
        TransportBuilder<?> builder() {
            return JdkHttpTransport.builder();
        }
    },
    APACHE {
        @Override
        TransportBuilder<?> builder() {
            return ApacheHttpTransport.builder();
        }
    };

    abstract TransportBuilder<?> builder();

    HttpTransport make(SSLContext trust, ProxySelector proxy, Duration connectTimeout) {
        return builder()
                .sslContext(trust)
                .proxy(proxy)
                .connectTimeout(connectTimeout)
                .build();
    }
}
