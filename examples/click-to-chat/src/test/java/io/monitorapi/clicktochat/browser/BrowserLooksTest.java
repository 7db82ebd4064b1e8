package io.monitorapi.clicktochat.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.simulator.MonitorSimulator;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Each state in light and dark, on a desk and in a hand: it can be read by everybody, and its picture is kept. */
@Tag("long")
@InBrowser
class BrowserLooksTest {

    @Autowired
    private MonitorSimulator simulator;

    private Browser browser;
    private Shop shop;

    @BeforeEach
    void openThePage(Browser shared, @LocalServerPort int port) {
        browser = shared;
        shop = new Shop(browser, simulator, port);
        shop.openWithAllWell();
    }

    @AfterEach
    void thePageHasNoErrors() {
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void availableClickedStaleAndUnknown() throws IOException {
        showsWell("available");

        shop.clickedHandover();
        showsWell("clicked");
        browser.press(Keys.ESCAPE);

        shop.select("trouble", "OVERLOADED");
        browser.awaitState("available", true);
        assertThat(browser.text("#state")).startsWith("Not confirmed since");
        showsWell("stale");

        browser.openAsNewVisitor(shop.address());
        browser.awaitState("unavailable", true);
        showsWell("unknown");
    }

    @Test
    void unavailable() throws IOException {
        shop.set("{\"agents\": false, \"conversation\": false, \"trouble\": \"NONE\", \"delay\": 0}");
        browser.openAsNewVisitor(shop.address());
        browser.awaitState("unavailable", false);

        showsWell("unavailable");
    }

    @Test
    void conversation() throws IOException {
        shop.set("{\"agents\": true, \"conversation\": true, \"trouble\": \"NONE\", \"delay\": 0}");
        browser.openAsNewVisitor(shop.address());
        browser.awaitState("conversation", false);

        showsWell("conversation");
    }

    @Test
    void looking() throws IOException {
        shop.select("delay", "4000");
        browser.await("the setting", page -> page.text("#done").equals("Set."));
        browser.openAsNewVisitor(shop.address());

        assertThat(browser.text("#label")).isEqualTo("One moment");
        assertThat(browser.find("#chat").isEnabled()).isFalse();
        showsWell("looking");
    }

    @Test
    void operatorPanelOfATelephone() throws IOException {
        browser.look(Look.TELEPHONE_AT_NIGHT);
        browser.click("#drawer");
        browser.await("the drawer", page -> page.find("#switches").isDisplayed());

        showsWell("operator", Look.TELEPHONE_AT_NIGHT, Look.TELEPHONE);
    }

    private void showsWell(String state) throws IOException {
        showsWell(state, Look.DARK, Look.TELEPHONE, Look.LIGHT);
    }

    /** Pictures first, as not every state lasts. */
    private void showsWell(String state, Look... looks) throws IOException {
        Map<Look, byte[]> pictures = new EnumMap<>(Look.class);
        for (Look look : looks) {
            browser.look(look);
            pictures.put(look, browser.screenshot());
        }
        for (Look look : looks) {
            browser.look(look);
            assertThat(browser.run("return document.documentElement.scrollWidth"))
                    .isEqualTo((long) look.width);
            assertThat(browser.accessibilityFindings()).as(state + " " + look).isEmpty();
        }
        for (Look look : looks) {
            Screenshots.keep(state + "-" + look.suffix(), pictures.get(look));
        }
    }
}
