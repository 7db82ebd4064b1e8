package io.monitorapi.benchmarks.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Locale;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/**
 * A server that costs as little as one can: TLS 1.3, kept-alive HTTP/1.1, one answer for everything, nothing allocated for a
 * request. Prints its port, and ends when its standard input does.
 */
public final class LoadServer {

    static final String SESSION_ID = "Hs5TqC2mQvqXk3bYwL8r9A";

    static final String BODY = "{\"sessionId\":\"" + SESSION_ID + "\",\"visitorId\":\"M4ZTA3ZTQ1ZjA2YzdhN2\","
            + "\"pageId\":\"7700112233\",\"engagementDetails\":[{\"campaignId\":3100200300,\"engagementId\":3100200400,"
            + "\"engagementRevision\":12,\"contextId\":\"2\",\"conversationId\":null,\"connectorId\":3100200500,"
            + "\"status\":\"expose\",\"windowId\":3100200600,\"language\":\"en-US\",\"skillId\":12,\"validForSeconds\":60}]}";

    private static final byte[] ANSWER = ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                    + BODY.length() + "\r\n\r\n" + BODY)
            .getBytes(StandardCharsets.US_ASCII);

    private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);

    private LoadServer() {}

    /**
     * Serves.
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
            // until whoever started this is gone
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
            // the process ends
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
                    out.write(ANSWER);
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
            // the client is gone
        }
    }

    /** Where the first request ends, or -1 when it is not all there yet. */
    static int endOfRequest(byte[] buffer, int filled) {
        for (int i = 3; i < filled; i++) {
            if (buffer[i] == '\n' && buffer[i - 1] == '\r' && buffer[i - 2] == '\n') {
                int end = i + 1 + length(buffer, i);
                return end <= filled ? end : -1;
            }
        }
        return -1;
    }

    private static int length(byte[] buffer, int headEnds) {
        for (int i = 0; i < headEnds; i++) {
            if (buffer[i] == '\n' && isLength(buffer, i + 1, headEnds)) {
                int length = 0;
                for (int digit = i + 1 + LENGTH.length; buffer[digit] != '\r'; digit++) {
                    length = buffer[digit] == ' ' ? length : 10 * length + buffer[digit] - '0';
                }
                return length;
            }
        }
        return 0;
    }

    private static boolean isLength(byte[] buffer, int from, int headEnds) {
        if (from + LENGTH.length > headEnds) {
            return false;
        }
        for (int i = 0; i < LENGTH.length; i++) {
            if ((buffer[from + i] | 0x20) != (LENGTH[i] | 0x20)) {
                return false;
            }
        }
        return true;
    }
}
