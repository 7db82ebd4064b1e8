package io.monitorapi.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends requests to a simulator with the HTTP client of the JDK. */
final class Client {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final MonitorSimulator simulator;
    private final HttpClient http;

    Client(MonitorSimulator simulator) {
        this.simulator = simulator;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(simulator.sslContext())
                .build();
    }

    Response engagement(String query, String body) {
        return send("POST", path("engagement") + "?v=1.0" + query, body);
    }

    Response engagementOf(Response earlier) {
        return engagement(earlier.pair(), "{}");
    }

    Response report(String query, String body) {
        return send("PUT", path("report") + "?v=1.0" + query, body);
    }

    String path(String method) {
        return "/api/account/" + simulator.accountId() + "/app/" + simulator.appInstallationId() + "/" + method;
    }

    Response send(String method, String pathAndQuery, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(simulator.baseUri() + pathAndQuery))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            String type = response.headers().firstValue("Content-Type").orElse("");
            return new Response(response.statusCode(), type, response.body());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** A response. */
    record Response(int status, String type, String body) {

        JsonNode json() {
            return JSON.readTree(body);
        }

        String vid() {
            return json().path("visitorId").asString("");
        }

        String sid() {
            return json().path("sessionId").asString("");
        }

        String pair() {
            return "&vid=" + URLEncoder.encode(vid(), StandardCharsets.UTF_8) + "&sid=" + sid();
        }

        int code() {
            return json().path("internalCode").asInt(-1);
        }

        JsonNode offered() {
            return json().path("engagementDetails").path(0);
        }
    }
}
