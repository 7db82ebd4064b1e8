package io.monitorapi.http.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
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

/**
 * A server of raw sockets on loopback that does to each request what its script says, and counts what it sees.
 *
 * <p>A script ends an exchange by returning; the connection is then used for the next request.
 */
public final class ScriptedTlsServer implements AutoCloseable {

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

    private final ServerSocket listening;
    private final Script script;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "scripted-tls-server");
        thread.setDaemon(true);
        return thread;
    });
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();

    private ScriptedTlsServer(ServerSocket listening, Script script) {
        this.listening = listening;
        this.script = script;
        threads.execute(this::accept);
    }

    /** Starts a server. */
    public static ScriptedTlsServer start(SSLContext context, Script script) {
        try {
            InetAddress loopback = InetAddress.getByName("localhost");
            return new ScriptedTlsServer(context.getServerSocketFactory().createServerSocket(0, 512, loopback), script);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Answers with a status and a body, in one piece. */
    public static Script answering(int status, String headers, byte[] body) {
        return (request, out) -> {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            String head =
                    "HTTP/1.1 " + status + " Whatever\r\nContent-Length: " + body.length + "\r\n" + headers + "\r\n";
            all.write(head.getBytes(StandardCharsets.ISO_8859_1));
            all.write(body);
            out.write(all.toByteArray());
            out.flush();
        };
    }

    /** Answers with the headers, and then with one byte every so often, for ever. */
    public static Script dripping(long millis) {
        return (request, out) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            while (true) {
                out.write('x');
                out.flush();
                Thread.sleep(millis);
            }
        };
    }

    /** Answers with a body that never ends, as fast as it goes. */
    public static Script endless() {
        return (request, out) -> {
            out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            byte[] chunk = ("400\r\n" + "x".repeat(1024) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
            while (true) {
                out.write(chunk);
            }
        };
    }

    /** Never answers; only reads, so that it sees the peer go. */
    public static Script silent() {
        return (request, out) -> {
            if (request.in().read() < 0) {
                throw new IOException("the peer is gone");
            }
        };
    }

    /** {@return where it is} */
    public URI uri() {
        return URI.create("https://localhost:" + listening.getLocalPort());
    }

    /** {@return all requests so far} */
    public List<Request> requests() {
        return requests;
    }

    /** {@return how many connections were made} */
    public int connections() {
        return connections.get();
    }

    /** {@return how many connections have ended, from whichever side} */
    public int closedConnections() {
        return closed.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listening.accept();
                connections.incrementAndGet();
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
            InputStream in = socket.getInputStream();
            for (Request request = read(in); request != null; request = read(in)) {
                requests.add(request);
                script.play(request, socket.getOutputStream());
            }
        } catch (Exception over) {
            // the script or the peer has ended the connection
        } finally {
            sockets.remove(socket);
            closed.incrementAndGet();
        }
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
    public void close() throws IOException {
        listening.close();
        for (Socket socket : sockets) {
            socket.close();
        }
        threads.shutdownNow();
    }
}
