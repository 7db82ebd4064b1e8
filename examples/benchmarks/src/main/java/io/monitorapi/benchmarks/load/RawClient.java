package io.monitorapi.benchmarks.load;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.net.ssl.SSLSocket;

/** The lower bound: a TLS socket per caller, prepared bytes, a response that is compared and not parsed. */
final class RawClient implements LoadClient {

    private static final byte[] MARK = ("\"sessionId\":\"" + LoadServer.SESSION_ID).getBytes(StandardCharsets.US_ASCII);

    private final Endpoint server;
    private final byte[] request;
    private final ConcurrentMap<Integer, Connection> connections = new ConcurrentHashMap<>();

    RawClient(Endpoint server) {
        this.server = server;
        byte[] body = Work.JSON.writeValueAsBytes(Work.BODY);
        String head = "POST " + Work.PATH + Work.IDS + " HTTP/1.1\r\nHost: localhost:"
                + server.uri().getPort() + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length
                + "\r\n\r\n";
        this.request = (head + new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void call(int caller) throws IOException {
        Connection connection = connections.get(caller);
        if (connection == null) {
            connection = new Connection((SSLSocket) server.trust()
                    .getSocketFactory()
                    .createSocket("localhost", server.uri().getPort()));
            connections.put(caller, connection);
        }
        connection.exchange(request);
    }

    @Override
    public void close() throws IOException {
        List<Connection> all = new ArrayList<>(connections.values());
        for (Connection connection : all) {
            connection.socket.close();
        }
    }

    private static final class Connection {

        private final SSLSocket socket;
        private final InputStream in;
        private final byte[] buffer = new byte[16 * 1024];

        Connection(SSLSocket socket) throws IOException {
            socket.setTcpNoDelay(true);
            this.socket = socket;
            this.in = socket.getInputStream();
        }

        void exchange(byte[] request) throws IOException {
            socket.getOutputStream().write(request);
            int filled = 0;
            while (LoadServer.endOfRequest(buffer, filled) < 0) {
                int read = in.read(buffer, filled, buffer.length - filled);
                if (read < 0) {
                    throw new IOException("the server closed the connection");
                }
                filled += read;
            }
            if (!holdsMark(filled)) {
                throw new IllegalStateException("another session");
            }
        }

        private boolean holdsMark(int filled) {
            for (int i = 0; i + MARK.length <= filled; i++) {
                int same = 0;
                while (same < MARK.length && buffer[i + same] == MARK[same]) {
                    same++;
                }
                if (same == MARK.length) {
                    return true;
                }
            }
            return false;
        }
    }
}
