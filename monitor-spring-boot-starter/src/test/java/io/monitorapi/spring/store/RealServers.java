package io.monitorapi.spring.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.Callable;
import org.opentest4j.TestAbortedException;

/**
 * Starts servers that come as a binary for each platform. Where there is none, tests are skipped and say so; with {@code
 * REAL_SERVERS=required} in the environment they fail.
 */
public final class RealServers {

    private RealServers() {}

    /** Starts a server, or skips the test. */
    public static <T> T start(String name, Callable<T> start) {
        return start(name, start, "required".equals(System.getenv("REAL_SERVERS")));
    }

    static <T> T start(String name, Callable<T> start, boolean required) {
        try {
            return start.call();
        } catch (Exception | LinkageError missing) {
            String problem = name + " does not run on this machine: " + missing;
            if (required) {
                throw new AssertionError(problem, missing);
            }
            System.out.println("SKIPPED: " + problem);
            throw new TestAbortedException(problem, missing);
        }
    }

    /** {@return a free port of this machine} */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }
}
