package io.monitorapi.clicktochat;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.simulator.RecordedRequest;
import io.monitorapi.simulator.Recording;
import io.monitorapi.simulator.Recording.OpenedSession;
import io.monitorapi.spring.redis.RealRedis;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** A load balancer sends the requests of a visitor to different nodes. */
class TwoNodesTest {

    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    @Test
    void aButtonDisplayedOnOneNodeCanBeClickedOnTheOther() throws Exception {
        try (TwoNodes nodes = TwoNodes.onOneRedis(RealRedis.shared().port(), 0)) {
            String handover = displayOnOneAndClickOnTheOther(nodes);

            Recording recording = nodes.simulator().recording();
            assertThat(recording.visitorsRegistered()).isEqualTo(1);
            assertThat(recording.sessionsOpened()).hasSize(1);
            OpenedSession session = recording.sessionsOpened().get(0);
            assertThat(handover).contains(session.visitorId(), session.sessionId());
            assertThat(recording.recordedRequests())
                    .filteredOn(request -> request.body().contains("impAccept"))
                    .singleElement()
                    .extracting(RecordedRequest::query)
                    .satisfies(query -> assertThat(query)
                            .containsEntry("vid", session.visitorId())
                            .containsEntry("sid", session.sessionId()));
        }
    }

    /** The control: without a shared store, one consumer becomes two visitors. */
    @Test
    void nodesWithoutASharedStoreOpenASessionEach() throws Exception {
        try (TwoNodes nodes = TwoNodes.withSeparateMemory()) {
            displayOnOneAndClickOnTheOther(nodes);

            assertThat(nodes.simulator().recording().visitorsRegistered()).isEqualTo(2);
            assertThat(nodes.simulator().recording().sessionsCreated()).isEqualTo(2);
        }
    }

    private String displayOnOneAndClickOnTheOther(TwoNodes nodes) throws Exception {
        String button =
                send(nodes.one(), HttpRequest.newBuilder(), "/engagement").body();
        String context = button.split("\"context\":\"")[1].split("\"")[0];
        assertThat(post(nodes.one(), "/button/displayed?context=" + context).statusCode())
                .isEqualTo(202);
        HttpResponse<String> clicked = post(nodes.other(), "/button/clicked");
        assertThat(clicked.body()).contains("SharkContext");
        return clicked.body();
    }

    private HttpResponse<String> post(ConfigurableApplicationContext node, String path) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder().header(Guard.HEADER, "1").POST(BodyPublishers.noBody());
        return send(node, request, path);
    }

    private HttpResponse<String> send(ConfigurableApplicationContext node, HttpRequest.Builder request, String path)
            throws Exception {
        String port = node.getEnvironment().getProperty("local.server.port");
        URI address = URI.create("http://localhost:" + port + path);
        return browser.send(request.uri(address).build(), BodyHandlers.ofString());
    }
}
