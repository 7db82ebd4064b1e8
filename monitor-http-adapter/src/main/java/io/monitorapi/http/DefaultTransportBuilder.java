package io.monitorapi.http;

import io.monitorapi.http.apache.ApacheHttpTransport;
import io.monitorapi.http.jdk.JdkHttpTransport;
import io.monitorapi.http.transport.HttpTransport;
import io.monitorapi.http.transport.TransportBuilder;
import java.util.function.LongSupplier;

/** Builds the transport that is used unless another one is set: on Apache HttpClient 5, or on the JDK's client without its jar. */
final class DefaultTransportBuilder extends TransportBuilder<DefaultTransportBuilder> {

    private static final String APACHE = "org.apache.hc.client5.http.classic.HttpClient";

    private int maxConnections = 64;
    private LongSupplier nanoTime = System::nanoTime;

    @Override
    protected DefaultTransportBuilder self() {
        return this;
    }

    DefaultTransportBuilder maxConnections(int connections) {
        this.maxConnections = connections;
        return this;
    }

    DefaultTransportBuilder nanoTime(LongSupplier monotonic) {
        this.nanoTime = monotonic;
        return this;
    }

    @Override
    public HttpTransport build() {
        return isApachePresent(DefaultTransportBuilder.class.getClassLoader())
                ? ApacheHttpTransport.builder()
                        .settings(settings())
                        .maxConnections(maxConnections)
                        .build()
                : JdkHttpTransport.builder()
                        .settings(settings())
                        .nanoTime(nanoTime)
                        .build();
    }

    static boolean isApachePresent(ClassLoader loader) {
        try {
            Class.forName(APACHE, false, loader);
            return true;
        } catch (ClassNotFoundException | LinkageError absent) {
            return false;
        }
    }
}
