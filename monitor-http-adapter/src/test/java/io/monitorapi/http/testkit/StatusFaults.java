package io.monitorapi.http.testkit;

import static io.monitorapi.http.testkit.Scripts.responding;

import io.monitorapi.http.testkit.FaultServer.Script;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;

/** Responses whose status or content is no success, by the name of the fault. */
public final class StatusFaults {

    private static final String JSON = "{\"sessionId\":\"other-sid\",\"visitorId\":\"vid\"}";
    private static final String HTML = "<html>canary: sign in</html>";
    private static final String AS_HTML = "Content-Type: text/html\r\n";

    private StatusFaults() {}

    /** {@return the script of a server with the fault} */
    public static Script script(String fault) {
        String[] words = fault.split(" ", 2);
        return switch (fault) {
            case "200" -> responding(200, "", bytes("{\"sessionId\":\"sid\",\"visitorId\":\"vid\"}"));
            case "200 other session" -> responding(200, "", bytes(JSON));
            case "201" -> responding(201, "", bytes(JSON));
            case "200 half a pair" -> responding(200, "", bytes("{\"visitorId\":\"vid\"}"));
            case "200 no pair" -> responding(200, "", bytes("{\"pageId\":\"1\"}"));
            case "200 empty" -> responding(200, "", bytes(""));
            case "204" -> Scripts.writing("HTTP/1.1 204 No Content\r\n\r\n");
            case "204 with a length" -> Scripts.writing("HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n12345");
            case "200 html" -> responding(200, AS_HTML, bytes(HTML));
            case "200 text" -> responding(200, "Content-Type: text/plain\r\n", bytes("canary"));
            case "200 json as html" -> responding(200, AS_HTML, bytes(JSON));
            case "200 gzip" -> responding(200, "Content-Encoding: gzip\r\n", gzip(JSON));
            case "200 gzip bomb" -> responding(200, "Content-Encoding: gzip\r\n", gzip(" ".repeat(5_000_000)));
            case "200 br" -> responding(200, "Content-Encoding: br\r\n", bytes("canary"));
            case "200 says utf-16" ->
                responding(200, "Content-Type: application/json; charset=utf-16\r\n", bytes(JSON));
            case "200 is utf-16" -> responding(200, "", JSON.getBytes(Charset.forName("UTF-16")));
            case "302 other host" -> responding(302, "Location: https://elsewhere.example/?vid=canary\r\n", bytes(""));
            case "302 http" -> responding(302, "Location: http://localhost/\r\n", bytes(""));
            case "307 same host" -> responding(307, "Location: /elsewhere\r\n", bytes(""));
            case "503 retry after 2", "429 retry after 2" -> retryAfter(words[0], "2");
            case "503 html retry after 2", "429 html retry after 2" ->
                responding(Integer.parseInt(words[0]), AS_HTML + "Retry-After: 2\r\n", bytes(HTML));
            case "429 retry after a date" -> retryAfterDate("Thu, 01 Jan 2026 00:00:09 GMT");
            case "429 retry after a past date" -> retryAfterDate("Wed, 31 Dec 2025 00:00:00 GMT");
            case "429 retry after garbage" -> retryAfter(words[0], "soon");
            case "429 retry after -5" -> retryAfter(words[0], "-5");
            case "429 retry after nothing" -> retryAfter(words[0], "");
            case "429 retry after several" -> responding(429, "Retry-After: 2\r\nRetry-After: 9\r\n", error(1));
            case "429 retry after ten years" -> retryAfter(words[0], "315360000");
            case "429 retry after 20 digits" -> retryAfter(words[0], "99999999999999999999");
            case "500 then 200" -> alternating(responding(500, "", bytes("")), script("200"));
            default -> coded(Integer.parseInt(words[0]), words.length == 1 ? "" : words[1]);
        };
    }

    private static Script coded(int status, String content) {
        return switch (content) {
            case "" -> responding(status, "", bytes(""));
            case "html" -> responding(status, AS_HTML, bytes(HTML));
            case "20" -> responding(status, "", loading());
            default -> responding(status, "", error(Integer.parseInt(content)));
        };
    }

    private static byte[] loading() {
        return bytes(
                "{\"time\":1767225600000,\"message\":\"Loading account: 1, vid: canary-vid\",\"internalCode\":20}");
    }

    private static byte[] error(int code) {
        return bytes("{\"time\":1767225600000,\"message\":\"canary\",\"internalCode\":" + code + "}");
    }

    private static Script retryAfter(String status, String retryAfter) {
        return responding(Integer.parseInt(status), "Retry-After: " + retryAfter + "\r\n", error(1));
    }

    private static Script retryAfterDate(String retryAfter) {
        String headers = "Date: Thu, 01 Jan 2026 00:00:00 GMT\r\nRetry-After: " + retryAfter + "\r\n";
        return responding(429, headers, error(1));
    }

    private static Script alternating(Script first, Script second) {
        AtomicInteger number = new AtomicInteger();
        return (request, out) -> (number.getAndIncrement() % 2 == 0 ? first : second).play(request, out);
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(bytes(text));
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
        return zipped.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
