package io.monitorapi.http.testkit;

import static io.monitorapi.http.testkit.Scripts.ending;
import static io.monitorapi.http.testkit.Scripts.repeating;
import static io.monitorapi.http.testkit.Scripts.resetting;
import static io.monitorapi.http.testkit.Scripts.responding;
import static io.monitorapi.http.testkit.Scripts.trickling;
import static io.monitorapi.http.testkit.Scripts.writing;

import io.monitorapi.http.testkit.FaultServer.Handler;
import io.monitorapi.http.testkit.FaultServer.Script;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;

/** Servers with a fault of the network, of TLS or of HTTP, by the name of the fault. */
public final class NetworkFaults {

    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String JSON = "{\"sessionId\":\"sid\",\"visitorId\":\"vid\"}";

    /** A fatal alert: handshake_failure. */
    private static final String ALERT = "15030300020228";

    /** A ServerHello that chooses TLS 1.1 and TLS_RSA_WITH_AES_128_CBC_SHA. */
    private static final String HELLO_TLS_1_1 = "160302002a020000260302" + "ab".repeat(32) + "00002f00";

    private final TestCertificates certificates;
    private final SSLContext good;

    /** Uses certificates of this authority, which the client trusts. */
    public NetworkFaults(TestCertificates certificates) {
        this.certificates = certificates;
        this.good = certificates.localhost();
    }

    /** {@return a server with the fault} */
    public FaultServer start(String fault) {
        return switch (fault) {
            case "connection refused", "unknown host" -> FaultServer.closed();
            case "backlog full" -> FaultServer.full();
            case "handshake failure" -> FaultServer.raw(writingBytes(ALERT));
            case "expired certificate" -> FaultServer.start(certificates.expired(), good());
            case "certificate of another host" -> FaultServer.start(certificates.wrongHost(), good());
            case "unknown authority" -> FaultServer.start(new TestCertificates().localhost(), good());
            case "TLS 1.1 only" -> FaultServer.raw(writingBytes(HELLO_TLS_1_1 + "16030200040e000000"));
            case "no TLS" -> FaultServer.raw(writingText("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n"));
            case "handshake stalls" -> FaultServer.raw(NetworkFaults::drain);
            case "proxy asks for credentials" -> FaultServer.plain(ending(proxy("407 Proxy Authentication Required")));
            case "proxy cannot reach the host" -> FaultServer.plain(ending(proxy("502 Bad Gateway")));
            default -> FaultServer.start(good, script(fault));
        };
    }

    private static Script script(String fault) {
        return switch (fault) {
            case "never responds" -> Scripts.silent();
            case "ends before a byte" -> ending("");
            case "resets before a byte" -> resetting("");
            case "ends an idle connection" -> stale();
            case "resets in the body" -> resetting(OK + "Content-Length: 1000\r\n\r\n{\"sess");
            case "ends in the body" -> ending(OK + "Content-Length: 1000\r\n\r\n{\"sess");
            case "ends in a chunk" -> ending(OK + "Transfer-Encoding: chunked\r\n\r\n100\r\n{\"sess");
            case "ends in the headers" -> ending(OK + "Content-Le");
            case "half a document" -> writing(OK + "Content-Length: 20\r\n\r\n" + JSON.substring(0, 20));
            case "headers drip" -> trickling(OK + "X: ", 50);
            case "body drips" -> Scripts.dripping(50);
            case "body never ends" -> Scripts.endless();
            case "body of no length never ends" -> repeating(OK + "\r\n", "x".repeat(1024));
            case "negative length" -> writing(OK + "Content-Length: -1\r\n\r\n" + JSON);
            case "length above the cap" -> writing(OK + "Content-Length: 262145\r\n\r\n{");
            case "headers never end" -> repeating(OK, "X: " + "x".repeat(1000) + "\r\n");
            case "100 forever" -> repeating("", "HTTP/1.1 100 Continue\r\n\r\n");
            case "103 first" -> writing("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + good(OK));
            case "101" -> writing("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n");
            case "garbage" -> writing("\u0000\u0001garbage\r\n\r\n");
            case "garbage in the status" -> writing("HTTP/1.1 two hundred\r\n\r\n");
            case "garbage in the headers" -> writing(OK + "no colon\r\n\r\n");
            case "two lengths" -> writing(OK + "Content-Length: 5\r\nContent-Length: 37\r\n\r\n" + JSON);
            case "the same length twice" -> writing(OK + "Content-Length: 37\r\nContent-Length: 37\r\n\r\n" + JSON);
            case "two lengths in one" -> writing(OK + "Content-Length: 5, 37\r\n\r\n" + JSON);
            case "no number as length" -> writing(OK + "Content-Length: many\r\n\r\n" + JSON);
            case "length and chunks" ->
                writing(OK + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n25\r\n" + JSON + "\r\n0\r\n\r\n");
            case "garbage as chunk" -> writing(OK + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n" + JSON);
            default -> throw new IllegalArgumentException(fault);
        };
    }

    private static Script good() {
        return responding(200, "", JSON.getBytes(StandardCharsets.UTF_8));
    }

    private static String good(String status) {
        return status + "Content-Length: " + JSON.length() + "\r\n\r\n" + JSON;
    }

    /** Responds to the first request of a connection and closes it at the second, as after a keep-alive timeout. */
    private static Script stale() {
        ConcurrentHashMap<InputStream, Boolean> used = new ConcurrentHashMap<>();
        return (request, out) -> (used.put(request.in(), true) == null ? good() : ending("")).play(request, out);
    }

    private static String proxy(String status) {
        return "HTTP/1.1 " + status + "\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n";
    }

    private static Handler writingText(String text) {
        return writingBytes(HexFormat.of().formatHex(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static Handler writingBytes(String hex) {
        return socket -> {
            socket.getInputStream().read();
            socket.getOutputStream().write(HexFormat.of().parseHex(hex));
            drain(socket);
        };
    }

    private static void drain(Socket socket) throws Exception {
        socket.getInputStream().readAllBytes();
    }
}
