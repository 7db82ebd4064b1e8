package io.monitorapi.benchmarks.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Locale;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/**
 * A server with minimal cost: TLS 1.3, HTTP/1.1 keep-alive, one response for all requests, no allocation per request. Prints
 * its port, and ends when its standard input is closed.
 */
public final class LoadServer {

    static final String SESSION_ID = "Hs5TqC2mQvqXk3bYwL8r9A";

    static final String BODY = "{\"sessionId\":\"" + SESSION_ID + "\",\"visitorId\":\"M4ZTA3ZTQ1ZjA2YzdhN2\","
            + "\"pageId\":\"7700112233\",\"engagementDetails\":[{\"campaignId\":3100200300,\"engagementId\":3100200400,"
            + "\"engagementRevision\":12,\"contextId\":\"2\",\"conversationId\":null,\"connectorId\":3100200500,"
            + "\"status\":\"expose\",\"windowId\":3100200600,\"language\":\"en-US\",\"skillId\":12,\"validForSeconds\":60}]}";

    private static final byte[] RESPONSE = ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                    + BODY.length() + "\r\n\r\n" + BODY)
            .getBytes(StandardCharsets.US_ASCII);

    private static final byte[] LENGTH = ascii("content-length:");
    private static final byte[] CHUNKED = ascii("transfer-encoding:");
    private static final byte[] END_OF_LINE = ascii("\r\n");
    private static final byte[] END_OF_HEAD = ascii("\r\n\r\n");
    private static final byte[] LAST_CHUNK = ascii("\r\n0\r\n\r\n");

    private LoadServer() {}

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Runs the server.
     *
     * @param arguments the file with key and certificate
     * @throws IOException if the port cannot be opened
     * @throws GeneralSecurityException if the file cannot be used
     */
    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        SSLServerSocket listening = (SSLServerSocket) Tls.from(Path.of(arguments[0]))
                .context()
                .getServerSocketFactory()
                .createServerSocket(0, 1024, InetAddress.getByName("localhost"));
        listening.setEnabledProtocols(new String[] {Tls.VERSION});
        Thread accepting = new Thread(() -> accept(listening), "accept");
        accepting.setDaemon(true);
        accepting.start();
        System.out.println(String.format(Locale.ROOT, "%d", listening.getLocalPort()));
        while (System.in.read() >= 0) {
            // Runs until the parent process closes standard input.
        }
    }

    private static void accept(SSLServerSocket listening) {
        try {
            while (true) {
                SSLSocket socket = (SSLSocket) listening.accept();
                Thread connection = new Thread(() -> serve(socket), "connection");
                connection.setDaemon(true);
                connection.start();
            }
        } catch (IOException over) {
            // The process is ending.
        }
    }

    private static void serve(SSLSocket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            byte[] buffer = new byte[16 * 1024];
            int filled = 0;
            while (true) {
                int end = endOfRequest(buffer, filled);
                if (end > 0) {
                    out.write(RESPONSE);
                    System.arraycopy(buffer, end, buffer, 0, filled - end);
                    filled -= end;
                } else {
                    int read = in.read(buffer, filled, buffer.length - filled);
                    if (read < 0) {
                        return;
                    }
                    filled += read;
                }
            }
        } catch (IOException over) {
            // The client closed the connection.
        }
    }

    /** The end of the first request, or -1 if it is incomplete. */
    static int endOfRequest(byte[] buffer, int filled) {
        int head = after(END_OF_HEAD, buffer, 0, filled);
        if (head < 0) {
            return -1;
        }
        if (valueOf(CHUNKED, buffer, head) > 0) {
            return after(LAST_CHUNK, buffer, head - 2, filled);
        }
        int end = head + number(buffer, valueOf(LENGTH, buffer, head));
        return end <= filled ? end : -1;
    }

    /** The position after the first {@code mark}, or -1. */
    private static int after(byte[] mark, byte[] buffer, int from, int to) {
        for (int i = from; i + mark.length <= to; i++) {
            if (Arrays.equals(mark, 0, mark.length, buffer, i, i + mark.length)) {
                return i + mark.length;
            }
        }
        return -1;
    }

    /** The start of the value of a header, or -1. */
    private static int valueOf(byte[] header, byte[] buffer, int headEnds) {
        for (int line = after(END_OF_LINE, buffer, 0, headEnds); line > 0; ) {
            if (line + header.length <= headEnds && isAt(line, header, buffer)) {
                return line + header.length;
            }
            line = after(END_OF_LINE, buffer, line, headEnds);
        }
        return -1;
    }

    /** Compares without case. */
    private static boolean isAt(int line, byte[] header, byte[] buffer) {
        for (int i = 0; i < header.length; i++) {
            if ((buffer[line + i] | 0x20) != (header[i] | 0x20)) {
                return false;
            }
        }
        return true;
    }

    private static int number(byte[] buffer, int begins) {
        int number = 0;
        for (int digit = begins; digit > 0 && buffer[digit] != '\r'; digit++) {
            number = buffer[digit] == ' ' ? number : 10 * number + buffer[digit] - '0';
        }
        return number;
    }
}
