package io.monitorapi.clicktochat.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.simulator.MonitorSimulator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What consumers and operators see and do, with no account configured. */
@ExtendWith(BrowserInstalled.class)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "monitor-api.retry.max-attempts=1")
class BrowserTest {

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    @LocalServerPort
    private int port;

    @Autowired
    private MonitorSimulator simulator;

    @TempDir
    private Path profiles;

    private Browser browser;

    @BeforeEach
    void openThePage() {
        simulator.script().clear();
        browser = new Browser(profiles.resolve("one")).open(page());
        browser.click("#reset");
        browser.awaitState("available", false);
    }

    @AfterEach
    void close() {
        try (Browser closing = browser) {
            assertThat(closing.consoleErrors()).isEmpty();
        }
    }

    private String page() {
        return "http://localhost:" + port + "/";
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void everyStateIsShownAndAccessible(String theme) throws IOException {
        browser.theme(theme);
        showsWell("available", theme);

        browser.click("#chat");
        browser.await("the hand-over", page -> page.find("#handover").isDisplayed());
        showsWell("clicked", theme);
        browser.press(Keys.ESCAPE);

        choose("conversation");
        browser.awaitState("conversation", false);
        showsWell("conversation", theme);
        choose("conversation");

        choose("agents");
        browser.awaitState("unavailable", false);
        showsWell("unavailable", theme);
        choose("agents");
        browser.awaitState("available", false);

        select("trouble", "OVERLOADED");
        browser.awaitState("available", true);
        assertThat(browser.text("#state")).startsWith("Not confirmed since");
        showsWell("stale", theme);
        select("trouble", "NONE");

        select("delay", "4000");
        try (Browser another = new Browser(profiles.resolve("another"))) {
            another.theme(theme);
            another.open(page());
            assertThat(another.text("#label")).isEqualTo("One moment");
            assertThat(another.find("#chat").isEnabled()).isFalse();
            Screenshots.keep("looking-" + theme, another.screenshot());
            assertThat(another.accessibilityFindings()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void thePageFitsATelephone(String theme) throws IOException {
        browser.theme(theme);
        browser.size(390, 844);
        assertThat(browser.run("return document.documentElement.scrollWidth")).isEqualTo(390L);
        showsWell("telephone", theme);

        browser.click("#drawer");
        browser.await("the drawer", page -> page.find("#switches").isDisplayed());
        assertThat(browser.run("return document.documentElement.scrollWidth")).isEqualTo(390L);
        showsWell("telephone-operator", theme);
    }

    private void showsWell(String state, String theme) throws IOException {
        Screenshots.keep(state + "-" + theme, browser.screenshot());
        assertThat(browser.accessibilityFindings()).isEmpty();
    }

    @Test
    void theButtonFollowsTheAgentsWithinAnIntervalAndASecond() {
        String vid = visitorId();
        long before = requestsOf(vid);
        long switched = System.nanoTime();
        choose("agents");
        browser.awaitState("unavailable", false);
        Duration took = Duration.ofNanos(System.nanoTime() - switched);
        long requests = requestsOf(vid) - before;

        System.out.println("From the switch to the button: " + took.toMillis() + " ms, " + requests + " requests");
        assertThat(took).isLessThan(INTERVAL.plusSeconds(1));
        assertThat(requests).isBetween(1L, 2L);
        assertThat(browser.find("#chat").isEnabled()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"LOADING", "HANGING_UP", "SILENT"})
    void whateverTheServiceDoesInsteadOfAnsweringThePageSaysSoAndRecovers(String trouble) {
        select("trouble", trouble);
        browser.awaitState("available", true);
        assertThat(browser.find("#chat").isEnabled()).isTrue();

        browser.click("#reset");
        browser.awaitState("available", false);
    }

    @Test
    void displayingAndClickingAreReportedAndTheChatWindowGetsItsHandOver() {
        browser.click("#chat");
        browser.await("the hand-over", page -> page.find("#handover").isDisplayed());

        assertThat(browser.text("#handover-json"))
                .contains("\"campaignId\": 3100200300", "SharkContext", "interactionContextId", "en-US");
        browser.press(Keys.ESCAPE);
        String vid = visitorId();
        assertThat(displaysOf(vid)).isEqualTo(1);
        assertThat(reportsOf(vid, "impAccept")).isEqualTo(2);
    }

    @Test
    void aRunningConversationIsResumed() {
        choose("conversation");
        browser.awaitState("conversation", false);

        browser.click("#chat");
        browser.await("the hand-over", page -> page.find("#handover").isDisplayed());

        assertThat(browser.text("#handover-json")).contains("conversationId").doesNotContain("campaignInfo");
    }

    @Test
    void everythingCanBeDoneWithTheKeyboard() {
        browser.reload();
        browser.awaitState("available", false);
        browser.press(Keys.TAB);
        assertThat(browser.focused().getText()).isEqualTo("Skip to the chat");
        browser.press(Keys.ENTER);
        assertThat(browser.focused().getDomAttribute("id")).isEqualTo("chat");
        browser.press(Keys.ENTER);
        browser.await("the hand-over", page -> page.find("#handover").isDisplayed());
        browser.press(Keys.ESCAPE);
        browser.await("its end", page -> !page.find("#handover").isDisplayed());
        assertThat(browser.focused().getDomAttribute("id")).isEqualTo("chat");

        browser.press(Keys.TAB);
        assertThat(browser.focused().getDomAttribute("name")).isEqualTo("agents");
        browser.press(Keys.SPACE);
        browser.awaitState("unavailable", false);
    }

    @Test
    void aReloadKeepsTheSession() {
        int sessions = simulator.seen().sessionsCreated();

        for (int i = 0; i < 3; i++) {
            browser.reload();
            browser.awaitState("available", false);
        }

        assertThat(simulator.seen().sessionsCreated()).isEqualTo(sessions);
    }

    @Test
    void twoBrowsersAreTwoVisitorsAndTwoTabsAreOne() {
        int visitors = simulator.seen().visitorsRegistered();
        try (Browser other = new Browser(profiles.resolve("other")).open(page())) {
            other.awaitState("available", false);
            assertThat(simulator.seen().visitorsRegistered()).isEqualTo(visitors + 1);

            other.run("window.open('/')");
            other.await("the second tab", page -> simulator.seen().visitorsRegistered() == visitors + 1);
            assertThat(other.consoleErrors()).isEmpty();
        }
    }

    @Test
    void aNewSessionAfterItsEndIsDisplayedAnew() {
        String vid = visitorId();
        assertThat(simulator.seen().sessionsCreatedFor(vid)).isEqualTo(1);
        long displays = displaysOf(vid);
        assertThat(displays).isPositive();

        browser.click("#expire");

        browser.await("the display in the new session", page -> displaysOf(vid) == displays + 1);
        assertThat(simulator.seen().sessionsCreatedFor(vid)).isEqualTo(2);
    }

    @Test
    void thePanelPlotsWhatGoesOn() {
        browser.await(
                "two plots",
                page -> Boolean.TRUE.equals(page.run("return document.querySelectorAll('.plot canvas').length === 2")));
        browser.await("the counts", page -> Integer.parseInt(page.text("#requests")) > 0);

        assertThat(Integer.parseInt(browser.text("#sessions"))).isPositive();
    }

    @Test
    void theChecksFindWhatIsWrong() {
        browser.run("document.body.insertAdjacentHTML('beforeend', '<img src=\"/icon.svg\">')");
        browser.run("const bad = document.createElement('script'); bad.textContent = 'window.evil = 1';"
                + "document.head.append(bad)");

        assertThat(browser.accessibilityFindings()).anyMatch(finding -> finding.startsWith("image-alt"));
        List<String> errors = browser.consoleErrors();
        assertThat(errors).anyMatch(error -> error.contains("Content Security Policy"));
        assertThat(browser.run("return window.evil === undefined")).isEqualTo(true);
    }

    /** Visitors of earlier tests are asked for a while longer: the service's id tells whose requests are whose. */
    private String visitorId() {
        browser.click("#chat");
        browser.await("the hand-over", page -> page.find("#handover").isDisplayed());
        String handover = browser.text("#handover-json");
        browser.press(Keys.ESCAPE);
        return handover.split("\"visitorId\": \"")[1].split("\"")[0];
    }

    private long requestsOf(String vid) {
        return simulator.seen().recorded().stream()
                .filter(request -> vid.equals(request.query().get("vid")))
                .count();
    }

    private long displaysOf(String vid) {
        return reportsOf(vid, "impDisplay");
    }

    private long reportsOf(String vid, String kind) {
        return simulator.seen().recorded().stream()
                .filter(request -> vid.equals(request.query().get("vid")))
                .filter(request -> request.body().contains(kind))
                .count();
    }

    private void choose(String name) {
        browser.click("#switches [name=" + name + "]");
    }

    private void select(String name, String value) {
        browser.click("#switches [name=" + name + "] option[value='" + value + "']");
    }
}
