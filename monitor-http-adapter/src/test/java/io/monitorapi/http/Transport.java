package io.monitorapi.http;

import io.monitorapi.http.apache.ApacheHttpTransport;
import io.monitorapi.http.jdk.JdkHttpTransport;
import io.monitorapi.http.transport.HttpTransport;
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
    },
    APACHE {
        @Override
        HttpTransport make(SSLContext trust, ProxySelector proxy, Duration connectTimeout) {
            return apache(trust, proxy, connectTimeout).blocking(false).build();
        }
    },
    APACHE_BLOCKING {
        @Override
        HttpTransport make(SSLContext trust, ProxySelector proxy, Duration connectTimeout) {
            return apache(trust, proxy, connectTimeout).blocking(true).build();
        }
    };

    private static ApacheHttpTransport.Builder apache(SSLContext trust, ProxySelector proxy, Duration connectTimeout) {
        return ApacheHttpTransport.builder().sslContext(trust).proxy(proxy).connectTimeout(connectTimeout);
    }

    abstract HttpTransport make(SSLContext trust, ProxySelector proxy, Duration connectTimeout);
}
