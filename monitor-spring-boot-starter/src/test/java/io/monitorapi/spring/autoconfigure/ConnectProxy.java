package io.monitorapi.spring.autoconfigure;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP proxy on loopback that accepts CONNECT from all clients, or from those with the password. */
final class ConnectProxy implements AutoCloseable {

    private final ServerSocket server;
    private final String required;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "test-proxy");
        thread.setDaemon(true);
        return thread;
    });
    private final List<String> tunnels = new CopyOnWriteArrayList<>();
    private final List<String> refused = new CopyOnWriteArrayList<>();

    ConnectProxy() {
        this("");
    }

    ConnectProxy(String user, String password) {
        this("Proxy-Authorization: Basic "
                + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8)));
    }

    private ConnectProxy(String requiredHeader) {
        this.required = requiredHeader;
        try {
            this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        threads.execute(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** {@return the hosts of accepted tunnels} */
    List<String> tunnels() {
        return tunnels;
    }

    /** {@return the hosts of refused tunnels} */
    List<String> refused() {
        return refused;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                threads.execute(() -> serve(client));
            }
        } catch (IOException closed) {
            // The proxy was closed.
        }
    }

    private void serve(Socket client) {
        try (client) {
            for (String head = head(client.getInputStream()); !head.isEmpty(); head = head(client.getInputStream())) {
                String target = head.split(" ", 3)[1];
                if (isAuthorised(head)) {
                    tunnels.add(target);
                    tunnel(client, target);
                    return;
                }
                refused.add(target);
                respond(
                        client,
                        "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"test\"\r\nContent-Length: 0");
            }
        } catch (IOException broken) {
            // The client closed the connection.
        }
    }

    private boolean isAuthorised(String head) throws IOException {
        try (BufferedReader lines = new BufferedReader(new StringReader(head))) {
            return lines.lines().anyMatch(line -> required.isEmpty() || line.equalsIgnoreCase(required));
        }
    }

    private void tunnel(Socket client, String target) throws IOException {
        int port = Integer.parseInt(target.substring(target.lastIndexOf(':') + 1));
        try (Socket service = new Socket(InetAddress.getLoopbackAddress(), port)) {
            respond(client, "200 Connection established");
            threads.execute(() -> copy(service, client));
            copy(client, service);
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException broken) {
            // Either side closed the connection.
        }
    }

    private static void respond(Socket client, String head) throws IOException {
        OutputStream out = client.getOutputStream();
        out.write(("HTTP/1.1 " + head + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            head.write(next);
            if (head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
                return head.toString(StandardCharsets.US_ASCII);
            }
        }
        return "";
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
