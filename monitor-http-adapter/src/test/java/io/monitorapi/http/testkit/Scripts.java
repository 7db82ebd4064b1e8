package io.monitorapi.http.testkit;

import io.monitorapi.http.testkit.FaultServer.Script;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** How a server handles one request, correctly or not. */
public final class Scripts {

    private Scripts() {}

    /** Sends a response with a status and a body, in one write. */
    public static Script responding(int status, String headers, byte[] body) {
        return (request, out) -> {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            String head =
                    "HTTP/1.1 " + status + " Whatever\r\nContent-Length: " + body.length + "\r\n" + headers + "\r\n";
            all.write(bytes(head));
            all.write(body);
            out.write(all.toByteArray());
            out.flush();
        };
    }

    /** Writes exactly this text, then waits for the next request. */
    public static Script writing(String text) {
        return (request, out) -> write(out, text);
    }

    /** Writes this text and closes the connection in order. */
    public static Script ending(String text) {
        return (request, out) -> {
            write(out, text);
            throw new IOException("the script closes the connection");
        };
    }

    /** Writes this text and resets the connection. */
    public static Script resetting(String text) {
        return (request, out) -> {
            write(out, text);
            throw new FaultServer.Reset();
        };
    }

    /** Writes the first text, then the second one forever, as fast as possible. */
    public static Script repeating(String first, String repeated) {
        return (request, out) -> {
            write(out, first);
            byte[] bytes = bytes(repeated);
            while (true) {
                out.write(bytes);
            }
        };
    }

    /** Writes this text, then one character at each interval, forever. */
    public static Script trickling(String first, long millis) {
        return (request, out) -> {
            write(out, first);
            while (true) {
                write(out, "x");
                Thread.sleep(millis);
            }
        };
    }

    /** Writes the headers, then one byte of the body at each interval, forever. */
    public static Script dripping(long millis) {
        return trickling("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", millis);
    }

    /** Writes a body that never ends, as fast as possible. */
    public static Script endless() {
        return repeating(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "400\r\n" + "x".repeat(1024) + "\r\n");
    }

    /** Never responds; it only reads, to notice when the client closes the connection. */
    public static Script silent() {
        return (request, out) -> {
            if (request.in().read() < 0) {
                throw new IOException("the client closed the connection");
            }
        };
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(bytes(text));
        out.flush();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
