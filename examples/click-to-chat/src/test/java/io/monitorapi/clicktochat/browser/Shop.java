package io.monitorapi.clicktochat.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.simulator.MonitorSimulator;
import io.monitorapi.simulator.RecordedRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.function.Predicate;
import org.openqa.selenium.Keys;

/** Operates the page, its operator panel and the simulated service. */
final class Shop {

    private final Browser browser;
    private final MonitorSimulator simulator;
    private final String address;

    Shop(Browser browser, MonitorSimulator simulator, int port) {
        this.browser = browser;
        this.simulator = simulator;
        this.address = "http://localhost:" + port + "/";
    }

    String address() {
        return address;
    }

    /** Resets the settings of earlier tests and opens the page as a new visitor. */
    void openWithDefaults() {
        browser.leave();
        set("{\"agents\": true, \"conversation\": false, \"trouble\": \"NONE\", \"delay\": 0}");
        browser.look(Look.LIGHT);
        browser.openAsNewVisitor(address);
        browser.awaitState("available", false);
    }

    /** Sets the behaviour of the service, as the panel does. */
    void set(String setting) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "operator/setting"))
                .header("X-Click-To-Chat", "1")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(setting))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .sendAsync(request, BodyHandlers.discarding())
                        .join()
                        .statusCode())
                .isEqualTo(200);
    }

    void choose(String name) {
        browser.click("#switches [name=" + name + "]");
    }

    void select(String name, String value) {
        browser.click("#switches [name=" + name + "] option[value='" + value + "']");
    }

    String clickedHandover() {
        browser.click("#chat");
        browser.await("the hand-over", page -> page.find("#handover").isDisplayed());
        return browser.text("#handover-json");
    }

    /** The service's id of this visitor, because requests for visitors of earlier tests may still arrive. */
    String visitorId() {
        String handover = clickedHandover();
        browser.press(Keys.ESCAPE);
        return handover.split("\"visitorId\": \"")[1].split("\"")[0];
    }

    long requestsOf(String vid) {
        return count(vid, request -> true);
    }

    long reportsOf(String vid, String kind) {
        return count(vid, request -> request.body().contains(kind));
    }

    private long count(String vid, Predicate<RecordedRequest> condition) {
        return simulator.recording().recordedRequests().stream()
                .filter(request -> vid.equals(request.query().get("vid")))
                .filter(condition)
                .count();
    }
}
