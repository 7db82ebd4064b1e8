package io.monitorapi.http.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP proxy on loopback that opens a tunnel for clients with the right Basic credentials, and records requests. */
public final class ConnectProxy implements AutoCloseable {

    private final ServerSocket server;
    private final String authorization;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "connect-proxy");
        thread.setDaemon(true);
        return thread;
    });
    private final List<String> requests = new CopyOnWriteArrayList<>();

    /** Starts a proxy. */
    public ConnectProxy(String user, String password) {
        this.authorization = "Proxy-Authorization: Basic "
                + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        try {
            this.server = new ServerSocket(0, 50, InetAddress.getByName("localhost"));
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
        threads.execute(this::accept);
    }

    /** {@return the port of the proxy} */
    public int port() {
        return server.getLocalPort();
    }

    /** {@return the heads of all requests received so far} */
    public List<String> requests() {
        return requests;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                threads.execute(() -> serve(client));
            }
        } catch (IOException closing) {
            // the proxy was closed
        }
    }

    private void serve(Socket client) {
        try (client) {
            for (String head = readHead(client.getInputStream()); !head.isEmpty(); ) {
                requests.add(head);
                if (head.contains(authorization)) {
                    tunnel(client, head.split("[ :]")[2]);
                    return;
                }
                client.getOutputStream()
                        .write(bytes("HTTP/1.1 407 Proxy Authentication Required\r\n"
                                + "Proxy-Authenticate: Basic realm=\"proxy\"\r\nContent-Length: 0\r\n\r\n"));
                head = readHead(client.getInputStream());
            }
        } catch (IOException ended) {
            // either side closed the connection
        }
    }

    private void tunnel(Socket client, String port) throws IOException {
        try (Socket target = new Socket(InetAddress.getByName("localhost"), Integer.parseInt(port))) {
            client.getOutputStream().write(bytes("HTTP/1.1 200 Connection Established\r\n\r\n"));
            threads.execute(() -> copy(target, client));
            client.getInputStream().transferTo(target.getOutputStream());
        }
    }

    private static void copy(Socket from, Socket to) {
        try (to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException ended) {
            // either side closed the connection
        }
    }

    private static String readHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int next = in.read(); next >= 0; next = in.read()) {
            head.append((char) next);
            if (head.toString().endsWith("\r\n\r\n")) {
                return head.toString();
            }
        }
        return "";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
        threads.shutdownNow();
    }
}
