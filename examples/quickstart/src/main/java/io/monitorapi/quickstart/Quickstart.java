package io.monitorapi.quickstart;

import io.monitorapi.MonitorService;
import io.monitorapi.attribute.Purchase;
import io.monitorapi.engagement.ConversationHandover;
import io.monitorapi.engagement.Engagement;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.engagement.Impression;
import io.monitorapi.engagement.Report;
import io.monitorapi.engagement.ReportReceipt;
import io.monitorapi.http.HttpMonitor;
import io.monitorapi.session.Visitor;
import io.monitorapi.simulator.MonitorSimulator;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.Map;
import java.util.UUID;

/**
 * The main use case in plain Java: opens a visitor's session, prints the offered engagement, reports what the consumer does, and
 * prints the hand-over to messaging.
 *
 * <p>With {@code MONITOR_ACCOUNT_ID} and {@code MONITOR_APP_INSTALLATION_ID} in the environment it uses that account
 * (and, with {@code MONITOR_BASE_URI} and {@code MONITOR_TRUST_CERTIFICATE}, that host). Without them it starts the
 * simulator in this process and also shows what happens when agents go offline.
 */
public final class Quickstart {

    private final PrintStream out;

    private Quickstart(PrintStream out) {
        this.out = out;
    }

    /**
     * Runs the quickstart.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        run(System.getenv(), System.out);
    }

    static void run(Map<String, String> environment, PrintStream out) {
        Quickstart quickstart = new Quickstart(out);
        if (environment.containsKey("MONITOR_ACCOUNT_ID")) {
            quickstart.onAccount(Account.from(environment));
        } else {
            quickstart.onSimulator();
        }
    }

    private void onAccount(Account account) {
        out.println("Account " + account.accountId() + ", from the environment");
        try (MonitorService service = account.service()) {
            openAndContinue(service, Visitor.of(UUID.randomUUID().toString()));
        }
    }

    private void onSimulator() {
        try (MonitorSimulator simulator = MonitorSimulator.start();
                MonitorService service = HttpMonitor.builder()
                        .accountId(simulator.accountId())
                        .appInstallationId(simulator.appInstallationId())
                        .baseUri(simulator.baseUri())
                        .sslContext(simulator.sslContext())
                        .build()) {
            out.println("Simulator at " + simulator.baseUri() + ", in this process");
            Visitor visitor = Visitor.of(UUID.randomUUID().toString());
            openAndContinue(service, visitor);
            simulator.campaigns().agentsOnline(false);
            EngagementResult offline = service.getEngagement(visitor, EngagementRequest.empty());
            require(
                    offline.outcome() == EngagementResult.Outcome.NOTHING,
                    "agents are offline, but an engagement was offered");
            out.println("Agents offline:    nothing is offered, the button is hidden");
        }
    }

    private void openAndContinue(MonitorService service, Visitor visitor) {
        EngagementResult first = service.getEngagement(visitor, EngagementRequest.empty());
        require(first.sessionCreated(), "the first call of a visitor did not open a session");
        out.println("First call:        201, the service opened a session");
        out.println("Show the button:   " + described(offered(first)));
        EngagementResult second = service.getEngagement(visitor, EngagementRequest.empty());
        require(!second.sessionCreated(), "the second call did not continue the session");
        out.println("Second call:       200, same session");
        report(service, visitor, offered(second));
        ConversationHandover handover = second.handover().orElseThrow();
        out.println("Hand-over:         " + handover.toJson());
    }

    private void report(MonitorService service, Visitor visitor, Engagement shown) {
        ReportReceipt impressions =
                service.report(visitor, Report.of(Impression.display(shown), Impression.accept(shown)));
        require(impressions.impressionsCounted() == 2, "the impressions were not counted");
        out.println("Display, accept:   counted");
        Purchase purchase = Purchase.builder()
                .total(new BigDecimal("59.90"))
                .currency("EUR")
                .orderId("order-1")
                .build();
        ReportReceipt receipt = service.report(visitor, Report.of(purchase));
        require(!receipt.sessionCreated(), "the purchase was not reported in the session");
        out.println("Purchase:          reported");
    }

    private static Engagement offered(EngagementResult result) {
        return result.available()
                .orElseThrow(() -> new IllegalStateException("No engagement is offered: check that a campaign of the"
                        + " account targets this app installation (APP_INSTALL engagements only) and that agents are"
                        + " online"));
    }

    private static String described(Engagement engagement) {
        return "campaign " + engagement.campaignId() + ", engagement " + engagement.engagementId() + ", revision "
                + engagement.engagementRevision() + ", context " + engagement.contextId();
    }

    private static void require(boolean condition, String failure) {
        if (!condition) {
            throw new IllegalStateException("The quickstart failed: " + failure);
        }
    }
}
