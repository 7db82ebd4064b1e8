package io.monitorapi.clicktochat.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.simulator.MonitorSimulator;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The page and the operator panel in a browser, on the embedded simulator. */
@InBrowser
class BrowserTest {

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    @Autowired
    private MonitorSimulator simulator;

    private Browser browser;
    private Shop shop;

    @BeforeEach
    void openThePage(Browser shared, @LocalServerPort int port) {
        browser = shared;
        shop = new Shop(browser, simulator, port);
        shop.openWithDefaults();
    }

    @AfterEach
    void theConsoleHasNoErrors() {
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void theButtonIsHiddenWhenAgentsGoOffline() {
        String vid = shop.visitorId();
        long before = shop.requestsOf(vid);
        long switched = System.nanoTime();
        shop.choose("agents");
        browser.await("the confirmation", page -> page.text("#done").equals("Agents online: no."));
        browser.awaitState("unavailable", false);
        Duration took = Duration.ofNanos(System.nanoTime() - switched);
        long requests = shop.requestsOf(vid) - before;

        System.out.println("FIGURE agents offline to button changed: " + took.toMillis() + " ms with a poll every "
                + INTERVAL.toMillis() + " ms, in " + requests + " requests for this visitor");
        assertThat(requests).isPositive();
        assertThat(browser.find("#chat").isEnabled()).isFalse();
    }

    @Test
    @Tag("soak")
    void thereIsOneRequestPerIntervalInTheMinuteAfterAChange() {
        String vid = shop.visitorId();
        long before = shop.requestsOf(vid);
        long switched = System.nanoTime();
        shop.choose("agents");
        browser.awaitState("unavailable", false);
        browser.await("a minute", page -> System.nanoTime() - switched >= TimeUnit.MINUTES.toNanos(1));
        long requests = shop.requestsOf(vid) - before;

        System.out.println("FIGURE requests for this visitor in the minute of the switch: " + requests);
        assertThat(requests).isBetween(10L, 13L);
    }

    @Test
    void displayAndClickAreReportedAndTheHandOverIsShown() {
        assertThat(shop.clickedHandover())
                .contains("\"campaignId\": 3100200300", "SharkContext", "interactionContextId", "en-US");
        browser.press(Keys.ESCAPE);
        String vid = shop.visitorId();
        assertThat(shop.reportsOf(vid, "impDisplay")).isEqualTo(1);
        assertThat(shop.reportsOf(vid, "impAccept")).isEqualTo(2);
    }

    @Test
    void aRunningConversationCanBeResumed() {
        shop.choose("conversation");
        browser.awaitState("conversation", false);

        assertThat(shop.clickedHandover()).contains("conversationId").doesNotContain("campaignInfo");
    }

    @Test
    void thePageAndThePanelCanBeUsedWithTheKeyboard() {
        browser.reload();
        browser.awaitState("available", false);
        browser.press(Keys.TAB);
        assertThat(browser.focused().getText()).isEqualTo("Skip to the chat");
        browser.press(Keys.ENTER);
        assertThat(browser.focused().getDomAttribute("id")).isEqualTo("chat");
        browser.press(Keys.ENTER);
        browser.await("the hand-over", page -> page.find("#handover").isDisplayed());
        browser.press(Keys.ESCAPE);
        browser.await("the closed hand-over", page -> !page.find("#handover").isDisplayed());
        assertThat(browser.focused().getDomAttribute("id")).isEqualTo("chat");

        browser.press(Keys.TAB);
        assertThat(browser.focused().getDomAttribute("name")).isEqualTo("agents");
        browser.press(Keys.SPACE);
        browser.awaitState("unavailable", false);
    }

    @Test
    void reloadingThePageKeepsTheSession() {
        String vid = shop.visitorId();

        for (int i = 0; i < 3; i++) {
            browser.reload();
            browser.awaitState("available", false);
        }

        assertThat(shop.visitorId()).isEqualTo(vid);
        assertThat(simulator.recording().sessionsCreatedFor(vid)).isEqualTo(1);
    }

    @Test
    void twoBrowsersAreTwoVisitorsAndTwoTabsAreOneVisitor(@LocalServerPort int port) {
        String vid = shop.visitorId();
        try (Browser other = new Browser()) {
            Shop otherShop = new Shop(other, simulator, port);
            other.openAsNewVisitor(otherShop.address()).awaitState("available", false);
            String otherVid = otherShop.visitorId();
            assertThat(otherVid).isNotEqualTo(vid);

            other.openTab(otherShop.address()).awaitState("available", false);
            assertThat(otherShop.visitorId()).isEqualTo(otherVid);
            assertThat(simulator.recording().sessionsCreatedFor(otherVid)).isEqualTo(1);
            assertThat(other.consoleErrors()).isEmpty();
        }
    }

    @Test
    void theDisplayIsReportedAgainInANewSession() {
        String vid = shop.visitorId();
        assertThat(simulator.recording().sessionsCreatedFor(vid)).isEqualTo(1);
        long displays = shop.reportsOf(vid, "impDisplay");
        assertThat(displays).isPositive();

        browser.click("#expire");

        browser.await("the display in the new session", page -> shop.reportsOf(vid, "impDisplay") == displays + 1);
        assertThat(simulator.recording().sessionsCreatedFor(vid)).isEqualTo(2);
    }

    @Test
    void thePanelPlotsTheTraffic() {
        browser.await(
                "two plots",
                page -> Boolean.TRUE.equals(page.run("return document.querySelectorAll('.plot canvas').length === 2")));
        browser.await("the counts", page -> Integer.parseInt(page.text("#requests")) > 0);

        assertThat(Integer.parseInt(browser.text("#sessions"))).isPositive();
    }

    @Test
    void theChecksOfThisClassDetectErrors() {
        browser.run("document.body.insertAdjacentHTML('beforeend', '<img src=\"/icon.svg\">')");
        browser.run("const bad = document.createElement('script'); bad.textContent = 'window.evil = 1';"
                + "document.head.append(bad)");

        assertThat(browser.accessibilityFindings()).anyMatch(finding -> finding.startsWith("image-alt"));
        List<String> errors = browser.consoleErrors();
        assertThat(errors).anyMatch(error -> error.contains("Content Security Policy"));
        assertThat(browser.run("return window.evil === undefined")).isEqualTo(true);
    }
}
