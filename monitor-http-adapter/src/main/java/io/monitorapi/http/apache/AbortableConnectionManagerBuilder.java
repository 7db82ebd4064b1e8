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

/** Connections of a caller's thread that end, at whatever moment their exchange is given up or the thread is interrupted. */
final class AbortableConnectionManagerBuilder extends PoolingHttpClientConnectionManagerBuilder {

    /** The sockets of a channel end when the thread that waits for them is interrupted; others do not. */
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

        /** The library forgets a connection whose exchange is given up before it stands: nobody else would close it. */
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
            boolean wanted = false;
            try {
                super.connect(connection, host, name, unixSocket, localAddress, timeout, sockets, attachment, context);
                wanted = ((ExchangeContext) context).givenUp() == null;
            } finally {
                if (!wanted) {
                    connection.close(CloseMode.IMMEDIATE);
                }
            }
            if (!wanted) {
                throw new InterruptedIOException("given up while connecting");
            }
        }
    }
}
