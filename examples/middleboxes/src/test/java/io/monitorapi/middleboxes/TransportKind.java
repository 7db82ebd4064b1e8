package io.monitorapi.middleboxes;

import io.monitorapi.http.apache.ApacheHttpTransport;
import io.monitorapi.http.jdk.JdkHttpTransport;
import io.monitorapi.http.transport.HttpTransport;
import javax.net.ssl.SSLContext;

/** The transports of the HTTP adapter. */
enum TransportKind {
    JDK {
        @Override
        HttpTransport make(SSLContext trust) {
            return JdkHttpTransport.builder().sslContext(trust).build();
        }
    },
    APACHE {
        @Override
        HttpTransport make(SSLContext trust) {
            return ApacheHttpTransport.builder().sslContext(trust).build();
        }
    };

    abstract HttpTransport make(SSLContext trust);
}
