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

/** A proxy between a client and a server that counts connections and round trips. */
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

    /** From now on, requests are read and never forwarded. */
    void stopResponding() {
        silent = true;
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = opened(front.accept());
            connections.incrementAndGet();
            Socket server = opened(new Socket(InetAddress.getLoopbackAddress(), target));
            boolean[] responded = {true};
            daemon(() -> pump(client, server, () -> requestSeen(responded)));
            daemon(() -> pump(server, client, () -> responded[0] = true));
        }
    }

    private Socket opened(Socket socket) {
        sockets.add(socket);
        return socket;
    }

    private synchronized void requestSeen(boolean[] responded) {
        if (responded[0]) {
            roundTrips.incrementAndGet();
        }
        responded[0] = false;
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
                // the connection or the proxy was closed
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
