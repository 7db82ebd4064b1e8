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
 * A server of raw sockets on loopback that does to each request what its script says, and counts what it sees.
 *
 * <p>A script ends an exchange by returning; the connection is then used for the next request.
 */
public final class FaultServer implements AutoCloseable {

    /** What is done to one request. */
    public interface Script {

        /**
         * Answers, or does not.
         *
         * @param request the request, head and body
         * @param out where the answer goes
         * @throws Exception to close the connection
         */
        void play(Request request, OutputStream out) throws Exception;
    }

    /** What is done to one connection, from its first byte. */
    public interface Greeting {

        /**
         * Does what it does instead of a server's part of TLS and HTTP.
         *
         * @param socket the connection, which is closed afterwards
         * @throws Exception to close the connection
         */
        void play(Socket socket) throws Exception;
    }

    /** Thrown by a script to end its connection with a reset instead of an orderly end. */
    public static final class Reset extends IOException {
        private static final long serialVersionUID = 1;
    }

    /**
     * One request.
     *
     * @param head request line and headers
     * @param body the body
     * @param in what comes after it
     */
    public record Request(String head, byte[] body, InputStream in) {

        /** {@return the first line} */
        public String line() {
            return head.substring(0, head.indexOf("\r\n"));
        }
    }

    private interface Conversation {
        void hold(FaultServer server, Socket socket) throws Exception;
    }

    private final ServerSocket listening;
    private final Conversation conversation;
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

    private FaultServer(Conversation conversation, int backlog) {
        try {
            this.listening = new ServerSocket(0, backlog, InetAddress.getByName("localhost"));
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
        this.conversation = conversation;
    }

    /** Starts a server that speaks TLS and follows a script for each request. */
    public static FaultServer start(SSLContext context, Script script) {
        return accepting((server, socket) -> {
            SSLSocketFactory tls = context.getSocketFactory();
            try (Socket secured = tls.createSocket(socket, null, false)) {
                server.converse(secured, reset(socket, script));
            }
        });
    }

    /** Starts a server that follows a script for each request in the clear, as a proxy does. */
    public static FaultServer plain(Script script) {
        return accepting((server, socket) -> server.converse(socket, script));
    }

    /** Starts a server that follows a script from the first byte of a connection. */
    public static FaultServer raw(Greeting greeting) {
        return accepting((server, socket) -> greeting.play(socket));
    }

    /** {@return a server that is no longer there: its port refuses} */
    public static FaultServer gone() {
        FaultServer server = raw(socket -> {});
        server.close();
        return server;
    }

    /** {@return a server that has no room for another connection and accepts none, so that connecting takes for ever} */
    public static FaultServer full() {
        FaultServer server = new FaultServer((itself, socket) -> {}, 1);
        for (int i = 0; i < 2; i++) {
            try {
                server.sockets.add(new Socket(server.listening.getInetAddress(), server.listening.getLocalPort()));
            } catch (IOException failure) {
                throw new IllegalStateException(failure);
            }
        }
        return server;
    }

    private static FaultServer accepting(Conversation conversation) {
        FaultServer server = new FaultServer(conversation, 512);
        server.threads.execute(server::accept);
        return server;
    }

    /** {@return where it is} */
    public URI uri() {
        return URI.create("https://localhost:" + listening.getLocalPort());
    }

    /** {@return where it is, for those who use it as a proxy} */
    public InetSocketAddress address() {
        return new InetSocketAddress(listening.getInetAddress(), listening.getLocalPort());
    }

    /** {@return all requests so far} */
    public List<Request> requests() {
        return requests;
    }

    /** {@return how many connections were made} */
    public int connections() {
        return connections.get();
    }

    /** {@return how many connections were open at the same time, at the most} */
    public int mostOpenConnections() {
        return mostOpen.get();
    }

    /** {@return how many connections have ended, from whichever side} */
    public int closedConnections() {
        return closed.get();
    }

    /** {@return how many connections are open} */
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
        } catch (IOException over) {
            // the server is closed
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            conversation.hold(this, socket);
        } catch (Exception over) {
            // the script or the peer has ended the connection
        } finally {
            sockets.remove(socket);
            closed.incrementAndGet();
        }
    }

    private void converse(Socket socket, Script script) throws Exception {
        InputStream in = socket.getInputStream();
        for (Request request = read(in); request != null; request = read(in)) {
            requests.add(request);
            script.play(request, socket.getOutputStream());
        }
    }

    /** A reset comes before TLS could say that the connection ends. */
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

    private static Request read(InputStream in) throws IOException {
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
