package io.monitorapi.http.apache;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.net.NamedEndpoint;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** Connections that close whenever their exchange is aborted or their thread is interrupted, also while they are connecting. */
final class AbortableConnectionManagerBuilder extends PoolingHttpClientConnectionManagerBuilder {

    /** Sockets of a channel close when the thread that waits for them is interrupted; others do not. */
    @Override
    protected HttpClientConnectionOperator createConnectionOperator(
            SchemePortResolver ports, DnsResolver names, TlsSocketStrategy strategy) {
        return new Operator(ports, names, strategy);
    }

    private static final class Operator extends DefaultHttpClientConnectionOperator {

        Operator(SchemePortResolver ports, DnsResolver names, TlsSocketStrategy strategy) {
            super(
                    proxy -> SocketChannel.open().socket(),
                    ports,
                    names,
                    RegistryBuilder.<TlsSocketStrategy>create()
                            .register(URIScheme.HTTPS.id, strategy)
                            .build());
        }

        /** The library does not close a connection whose exchange is aborted while it is connecting. */
        @Override
        public void connect(
                ManagedHttpClientConnection connection,
                HttpHost host,
                @Nullable NamedEndpoint name,
                @Nullable Path unixSocket,
                @Nullable InetSocketAddress localAddress,
                @Nullable Timeout timeout,
                SocketConfig sockets,
                @Nullable Object attachment,
                HttpContext context)
                throws IOException {
            boolean usable = false;
            try {
                super.connect(connection, host, name, unixSocket, localAddress, timeout, sockets, attachment, context);
                usable = ((ExchangeContext) context).failure() == null;
            } finally {
                if (!usable) {
                    connection.close(CloseMode.IMMEDIATE);
                }
            }
            if (!usable) {
                throw new InterruptedIOException("aborted while connecting");
            }
        }
    }
}
