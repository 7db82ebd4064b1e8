package io.monitorapi.clicktochat;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.simulator.MonitorSimulator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Pages of other sites cannot use this application. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class GuardTest {

    @LocalServerPort
    private int port;

    @Autowired
    private MonitorSimulator simulator;

    private final HttpClient client = HttpClient.newHttpClient();

    private HttpResponse<String> send(String method, String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .method(method, BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/button.js", "/shop.css", "/webjars/uplot/dist/uPlot.iife.min.js", "/nothing"})
    void everyResponseHasTheContentSecurityPolicy(String path) throws Exception {
        assertThat(send("GET", path).headers().firstValue("Content-Security-Policy"))
                .hasValue("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                        + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
    }

    @Test
    void thePageHasNoInlineCodeOrStyle() throws Exception {
        String page = send("GET", "/").body();

        assertThat(page).contains("id=\"chat\"", "id=\"operator\"");
        assertThat(page).doesNotContain("style=", "<style", "javascript:").doesNotContainPattern("\\son[a-z]+=");
        assertThat(page).doesNotContainPattern("<script[^>]*>[^<]").doesNotContain("http://", "https://");
    }

    @Test
    void theCookieIsHttpOnlyAndSameSite() throws Exception {
        String cookie = send("GET", "/").headers().firstValue("Set-Cookie").orElseThrow();

        assertThat(cookie).contains("HttpOnly", "SameSite=Lax", "Path=/");
    }

    @Test
    void aCookieThatThisServerDidNotCreateIsReplaced() throws Exception {
        assertThat(send("GET", "/", "Cookie", "visitor=everybody").headers().firstValue("Set-Cookie"))
                .isPresent();
        String ours = send("GET", "/").headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(send("GET", "/", "Cookie", ours.split(";")[0]).headers().firstValue("Set-Cookie"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/button/displayed?context=x", "/button/clicked", "/operator/setting", "/operator/expire"})
    void aFormOfAnotherSiteIsRefused(String path) throws Exception {
        int requests = simulator.recording().requests();

        assertThat(send("POST", path, "Content-Type", "text/plain").statusCode())
                .isEqualTo(403);
        assertThat(send("POST", path, Guard.HEADER, "1", "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(403);
        assertThat(send("POST", path, Guard.HEADER, "1", "Sec-Fetch-Site", "same-site")
                        .statusCode())
                .isEqualTo(403);
        assertThat(simulator.recording().requests()).isEqualTo(requests);
    }

    @Test
    void requestsOfThePageItselfAreAllowed() throws Exception {
        assertThat(send("POST", "/button/clicked", Guard.HEADER, "1", "Sec-Fetch-Site", "same-origin")
                        .statusCode())
                .isEqualTo(200);
        assertThat(send("POST", "/operator/expire", Guard.HEADER, "1").statusCode())
                .isEqualTo(200);
    }

    @Test
    void anotherSiteCannotOpenAStreamButCanLinkToThePage() throws Exception {
        assertThat(send("GET", "/button", "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "cors")
                        .statusCode())
                .isEqualTo(403);
        assertThat(send("GET", "/", "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void anInvalidContextIsRefused() throws Exception {
        assertThat(send("POST", "/button/displayed?context=ec2.eA", Guard.HEADER, "1")
                        .statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"agents\":true,\"conversation\":false,\"trouble\":\"NONE\",\"delay\":-1}", "{}x", "["})
    void anInvalidSettingIsRefused(String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/operator/setting"))
                .headers(Guard.HEADER, "1", "Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();

        assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(400);
    }
}
