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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openqa.selenium.Keys;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Each state in light and dark and at several widths: it passes the accessibility checks, and a screenshot is saved. */
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
        shop.openWithDefaults();
    }

    @AfterEach
    void theConsoleHasNoErrors() {
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void availableClickedStaleAndUnknown() throws IOException {
        checkAndSave("available");

        shop.clickedHandover();
        checkAndSave("clicked");
        browser.press(Keys.ESCAPE);

        shop.select("trouble", "OVERLOADED");
        browser.awaitState("available", true);
        assertThat(browser.text("#state")).startsWith("Not confirmed since");
        checkAndSave("stale");

        browser.openAsNewVisitor(shop.address());
        browser.awaitState("unavailable", true);
        checkAndSave("unknown");
    }

    @Test
    void unavailable() throws IOException {
        shop.set("{\"agents\": false, \"conversation\": false, \"trouble\": \"NONE\", \"delay\": 0}");
        browser.openAsNewVisitor(shop.address());
        browser.awaitState("unavailable", false);

        checkAndSave("unavailable");
    }

    @Test
    void conversation() throws IOException {
        shop.set("{\"agents\": true, \"conversation\": true, \"trouble\": \"NONE\", \"delay\": 0}");
        browser.openAsNewVisitor(shop.address());
        browser.awaitState("conversation", false);

        checkAndSave("conversation");
    }

    @Test
    void looking() throws IOException {
        shop.select("delay", "4000");
        browser.await("the setting", page -> page.text("#done").equals("Delay: 4 s."));
        browser.openAsNewVisitor(shop.address());

        assertThat(browser.text("#label")).isEqualTo("One moment");
        assertThat(browser.find("#chat").isEnabled()).isFalse();
        checkAndSave("looking");
    }

    @Test
    void operatorPanelOnATelephone() throws IOException {
        browser.look(Look.TELEPHONE_AT_NIGHT);
        browser.click("#drawer");
        browser.await("the drawer", page -> page.find("#switches").isDisplayed());

        checkAndSave("operator", Look.TELEPHONE_AT_NIGHT, Look.TELEPHONE);
    }

    @ParameterizedTest
    @EnumSource(
            value = Look.class,
            names = {"SMALL_TELEPHONE", "SMALL_TELEPHONE_AT_NIGHT", "NARROW_TELEPHONE", "TABLET", "TABLET_AT_NIGHT"})
    void theButtonIsVisibleWithoutScrollingOnNarrowScreens(Look look) throws IOException {
        browser.look(look);
        browser.run("window.scrollTo(0, 0)");

        assertThat(number("document.getElementById('chat').getBoundingClientRect().bottom"))
                .isLessThanOrEqualTo(number("document.getElementById('drawer').getBoundingClientRect().top"));
        assertThat(number("document.querySelector('nav').getBoundingClientRect().left"
                        + " - document.querySelector('.brand').getBoundingClientRect().right"))
                .as("gap between brand and navigation")
                .isGreaterThanOrEqualTo(16);
        assertThat(number("innerWidth - document.querySelector('nav').getBoundingClientRect().right"))
                .as("margin beside the navigation")
                .isGreaterThanOrEqualTo(16);
        checkAndSave("available", look);
    }

    private double number(String expression) {
        return ((Number) browser.run("return " + expression)).doubleValue();
    }

    private void checkAndSave(String state) throws IOException {
        checkAndSave(state, Look.DARK, Look.TELEPHONE, Look.LIGHT);
    }

    /** Takes all screenshots first, because some states do not last. */
    private void checkAndSave(String state, Look... looks) throws IOException {
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
            Screenshots.save(state + "-" + look.suffix(), pictures.get(look));
        }
    }
}
