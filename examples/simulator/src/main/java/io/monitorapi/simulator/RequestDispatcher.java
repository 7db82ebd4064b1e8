package io.monitorapi.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.monitorapi.simulator.MonitorApi.Response;
import io.monitorapi.simulator.MonitorApi.Target;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Records each request and dispatches it to the Monitor API or the Domain API, unless a response is scripted. */
final class RequestDispatcher implements HttpHandler {

    private static final String CONTENT_TYPE = "application/octet-stream";
    private static final Pattern PATH = Pattern.compile("/api/account/([^/]+)/app/([^/]+)/(engagement|report)");

    private final DomainApi domain;
    private final MonitorApi monitor;
    private final Script script;
    private final Visitors visitors;
    private final Recording recording;

    RequestDispatcher(DomainApi domain, MonitorApi monitor, Script script, Visitors visitors, Recording recording) {
        this.domain = domain;
        this.monitor = monitor;
        this.script = script;
        this.visitors = visitors;
        this.recording = recording;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            RecordedRequest request = read(exchange);
            String operation = operation(request);
            recording.request(operation, request);
            ScriptedResponse scripted = operation.equals("domain") ? null : script.poll();
            if (scripted == null) {
                respond(exchange, operation, request);
            } else {
                play(scripted, exchange, operation, request);
            }
        } catch (InterruptedException simulatorClosed) {
            Thread.currentThread().interrupt();
        }
    }

    private void play(ScriptedResponse scripted, HttpExchange exchange, String operation, RecordedRequest request)
            throws IOException, InterruptedException {
        TimeUnit.NANOSECONDS.sleep(scripted.delay.toNanos());
        scripted.headers.forEach(exchange.getResponseHeaders()::set);
        switch (scripted.kind) {
            case RESPONSE -> send(exchange, scripted.status, scripted.contentType, scripted.body);
            case ACCOUNT_LOADING -> send(exchange, 500, CONTENT_TYPE, accountLoading(request));
            case USUAL -> respond(exchange, operation, request);
            case SILENCE -> script.awaitEndOfSilence();
            case HANG_UP -> {
                // Closing the exchange without a response closes the connection.
            }
        }
    }

    private String accountLoading(RecordedRequest request) {
        String vid = request.query().get("vid");
        Matcher path = PATH.matcher(request.path());
        String account = path.matches() ? path.group(1) : "";
        return Errors.flat(20, "Loading account: " + account + ", vid: " + (vid == null ? visitors.register() : vid));
    }

    private void respond(HttpExchange exchange, String operation, RecordedRequest request) throws IOException {
        try {
            Response response = switch (operation) {
                case "domain" -> new Response(200, domain.respond(request.path()));
                case "engagement" -> monitor.engagement(target(request), request);
                case "report" -> monitor.report(target(request), request);
                default -> new Response(404, Errors.wrapped(28, "null for uri: " + request.path()));
            };
            send(exchange, response.status(), CONTENT_TYPE, response.body());
        } catch (Refusal refusal) {
            send(exchange, refusal.status, CONTENT_TYPE, Errors.flat(refusal.code, refusal.getMessage()));
        }
    }

    private static Target target(RecordedRequest request) {
        Matcher path = PATH.matcher(request.path());
        if (!path.matches()) {
            throw new IllegalStateException("Not a path of the Monitor API: " + request.path());
        }
        return new Target(path.group(1), path.group(2));
    }

    private static String operation(RecordedRequest request) {
        Matcher path = PATH.matcher(request.path());
        if (path.matches()) {
            return method(request).equals(path.group(3).equals("report") ? "PUT" : "POST") ? path.group(3) : "unknown";
        }
        return request.method().equals("GET") && DomainApi.serves(request.path()) ? "domain" : "unknown";
    }

    private static String method(RecordedRequest request) {
        return request.headers().entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("X-HTTP-Method-Override"))
                .map(header -> header.getValue().get(0))
                .filter(override -> request.method().equals("POST"))
                .findFirst()
                .orElse(request.method());
    }

    private static RecordedRequest read(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        return new RecordedRequest(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                query(exchange.getRequestURI().getRawQuery()),
                exchange.getRequestHeaders(),
                body);
    }

    private static Map<String, String> query(@Nullable String raw) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : raw == null ? new String[0] : raw.split("&")) {
            int separator = pair.indexOf('=');
            query.put(
                    URLDecoder.decode(separator < 0 ? pair : pair.substring(0, separator), StandardCharsets.UTF_8),
                    separator < 0 ? "" : URLDecoder.decode(pair.substring(separator + 1), StandardCharsets.UTF_8));
        }
        return query;
    }

    private static void send(HttpExchange exchange, int status, String contentType, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", contentType);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
