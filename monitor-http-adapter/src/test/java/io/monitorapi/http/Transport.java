package io.monitorapi.http;

import java.net.ProxySelector;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/** The transports that the fault matrix runs on. */
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
    };

    abstract HttpTransport make(SSLContext trust, ProxySelector proxy, Duration connectTimeout);
}
