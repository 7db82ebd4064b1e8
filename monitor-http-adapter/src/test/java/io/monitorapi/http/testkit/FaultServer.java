package io.monitorapi.http.testkit;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/**
 * A server on loopback that handles each request as its script defines, and records requests and connections.
 *
 * <p>When a script returns, the exchange is complete and the connection is used for the next request.
 */
public final class FaultServer implements AutoCloseable {

    /** Handles one request. */
    public interface Script {

        /**
         * Responds to the request, or does not.
         *
         * @param request the request with head and body
         * @param out receives the response
         * @throws Exception to close the connection
         */
        void play(Request request, OutputStream out) throws Exception;
    }

    /** Handles one connection from its first byte. */
    public interface Handler {

        /**
         * Runs instead of TLS and HTTP.
         *
         * @param socket the connection, which is closed afterwards
         * @throws Exception to close the connection
         */
        void handle(Socket socket) throws Exception;
    }

    /** A script throws this to reset its connection instead of closing it in order. */
    public static final class Reset extends IOException {
        private static final long serialVersionUID = 1;
    }

    /**
     * One request.
     *
     * @param head request line and headers
     * @param body the body
     * @param in the bytes that follow it
     */
    public record Request(String head, byte[] body, InputStream in) {

        /** {@return the first line} */
        public String line() {
            return head.substring(0, head.indexOf("\r\n"));
        }
    }

    private interface ConnectionHandler {
        void handle(FaultServer server, Socket socket) throws Exception;
    }

    private final ServerSocket listening;
    private final ConnectionHandler handler;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "fault-server");
        thread.setDaemon(true);
        return thread;
    });
    private final Set<Closeable> sockets = ConcurrentHashMap.newKeySet();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger mostOpen = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();

    private FaultServer(ConnectionHandler handler, int backlog) {
        try {
            this.listening = new ServerSocket(0, backlog, InetAddress.getByName("localhost"));
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
        this.handler = handler;
    }

    /** Starts a server with TLS that handles each request by a script. */
    public static FaultServer start(SSLContext context, Script script) {
        return accepting((server, socket) -> {
            SSLSocketFactory tls = context.getSocketFactory();
            try (Socket secured = tls.createSocket(socket, null, false)) {
                server.serveRequests(secured, reset(socket, script));
            }
        });
    }

    /** Starts a server without TLS, as a proxy is, that handles each request by a script. */
    public static FaultServer plain(Script script) {
        return accepting((server, socket) -> server.serveRequests(socket, script));
    }

    /** Starts a server that handles each connection from its first byte. */
    public static FaultServer raw(Handler handler) {
        return accepting((server, socket) -> handler.handle(socket));
    }

    /** {@return a closed server: its port refuses connections} */
    public static FaultServer closed() {
        FaultServer server = raw(socket -> {});
        server.close();
        return server;
    }

    /** {@return a server whose backlog is full and that accepts no connection, so that connecting never completes} */
    public static FaultServer full() {
        FaultServer server = new FaultServer((self, socket) -> {}, 1);
        for (int i = 0; i < 2; i++) {
            try {
                server.sockets.add(new Socket(server.listening.getInetAddress(), server.listening.getLocalPort()));
            } catch (IOException failure) {
                throw new IllegalStateException(failure);
            }
        }
        return server;
    }

    private static FaultServer accepting(ConnectionHandler handler) {
        FaultServer server = new FaultServer(handler, 512);
        server.threads.execute(server::accept);
        return server;
    }

    /** {@return the https URI of this server} */
    public URI uri() {
        return URI.create("https://localhost:" + listening.getLocalPort());
    }

    /** {@return the address of this server, to use it as a proxy} */
    public InetSocketAddress address() {
        return new InetSocketAddress(listening.getInetAddress(), listening.getLocalPort());
    }

    /** {@return all requests received so far} */
    public List<Request> requests() {
        return requests;
    }

    /** {@return the number of connections accepted so far} */
    public int connections() {
        return connections.get();
    }

    /** {@return the largest number of connections that were open at the same time} */
    public int mostOpenConnections() {
        return mostOpen.get();
    }

    /** {@return the number of connections that either side has closed} */
    public int closedConnections() {
        return closed.get();
    }

    /** {@return the number of open connections} */
    public int openConnections() {
        return connections.get() - closed.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listening.accept();
                int open = connections.incrementAndGet() - closed.get();
                mostOpen.accumulateAndGet(open, Math::max);
                sockets.add(socket);
                threads.execute(() -> serve(socket));
            }
        } catch (IOException closing) {
            // the server was closed
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            handler.handle(this, socket);
        } catch (Exception ended) {
            // the script or the client closed the connection
        } finally {
            sockets.remove(socket);
            closed.incrementAndGet();
        }
    }

    private void serveRequests(Socket socket, Script script) throws Exception {
        InputStream in = socket.getInputStream();
        for (Request request = readRequest(in); request != null; request = readRequest(in)) {
            requests.add(request);
            script.play(request, socket.getOutputStream());
        }
    }

    /** Resets the connection before TLS can send its closing alert. */
    private static Script reset(Socket socket, Script script) {
        return (request, out) -> {
            try {
                script.play(request, out);
            } catch (Reset reset) {
                socket.setSoLinger(true, 0);
                socket.close();
                throw reset;
            }
        };
    }

    private static Request readRequest(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return null;
            }
            head.write(next);
        }
        String text = head.toString(StandardCharsets.ISO_8859_1);
        int length = text.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
        return new Request(text, in.readNBytes(length), in);
    }

    @Override
    public void close() {
        closeQuietly(listening);
        sockets.forEach(FaultServer::closeQuietly);
        threads.shutdownNow();
    }

    private static void closeQuietly(Closeable socket) {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
