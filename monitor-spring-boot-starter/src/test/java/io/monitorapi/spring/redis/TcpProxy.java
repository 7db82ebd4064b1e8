package io.monitorapi.spring.redis;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between a client and a server and counts: connections, and how often a question followed an answer. */
final class TcpProxy implements Closeable {

    private final ServerSocket front;
    private final int target;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger roundTrips = new AtomicInteger();
    private volatile boolean silent;

    private TcpProxy(ServerSocket front, int target) {
        this.front = front;
        this.target = target;
    }

    static TcpProxy to(int target) {
        try {
            TcpProxy proxy = new TcpProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target);
            daemon(proxy::accept);
            return proxy;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    int port() {
        return front.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    int roundTrips() {
        return roundTrips.get();
    }

    /** From now on, questions are taken and never answered. */
    void fallSilent() {
        silent = true;
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = opened(front.accept());
            connections.incrementAndGet();
            Socket server = opened(new Socket(InetAddress.getLoopbackAddress(), target));
            boolean[] answered = {true};
            daemon(() -> pump(client, server, () -> asked(answered)));
            daemon(() -> pump(server, client, () -> answered[0] = true));
        }
    }

    private Socket opened(Socket socket) {
        sockets.add(socket);
        return socket;
    }

    private synchronized void asked(boolean[] answered) {
        if (answered[0]) {
            roundTrips.incrementAndGet();
        }
        answered[0] = false;
    }

    private void pump(Socket from, Socket to, Runnable seen) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        for (int read = from.getInputStream().read(buffer);
                read >= 0;
                read = from.getInputStream().read(buffer)) {
            seen.run();
            if (!silent) {
                to.getOutputStream().write(buffer, 0, read);
            }
        }
        to.close();
    }

    private static void daemon(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException closed) {
                // the end of the connection, or of the proxy
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        front.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private interface Work {
        void run() throws IOException;
    }
}
