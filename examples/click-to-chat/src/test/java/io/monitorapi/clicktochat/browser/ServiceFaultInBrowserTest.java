package io.monitorapi.clicktochat.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.simulator.MonitorSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the page shows while the service fails, and after that. */
@InBrowser
class ServiceFaultInBrowserTest {

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

    @ParameterizedTest
    @ValueSource(strings = {"LOADING", "HANGING_UP", "SILENT"})
    void thePageIsStaleDuringAFaultAndRecovers(String trouble) {
        shop.select("trouble", trouble);
        browser.awaitState("available", true);
        assertThat(browser.find("#chat").isEnabled()).isTrue();

        browser.click("#reset");
        browser.awaitState("available", false);
    }
}
