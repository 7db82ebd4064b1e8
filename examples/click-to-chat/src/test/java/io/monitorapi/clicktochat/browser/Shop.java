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

/** The page, its operator, and the service behind both. */
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

    /** What an earlier test has set is over, and nobody knows who was here. */
    void openWithAllWell() {
        browser.leave();
        set("{\"agents\": true, \"conversation\": false, \"trouble\": \"NONE\", \"delay\": 0}");
        browser.look(Look.LIGHT);
        browser.openAsNewVisitor(address);
        browser.awaitState("available", false);
    }

    /** Sets how the service behaves, as the panel does. */
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

    /** Visitors of earlier tests are asked for a while longer: the service's id tells whose requests are whose. */
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

    private long count(String vid, Predicate<RecordedRequest> wanted) {
        return simulator.seen().recorded().stream()
                .filter(request -> vid.equals(request.query().get("vid")))
                .filter(wanted)
                .count();
    }
}
