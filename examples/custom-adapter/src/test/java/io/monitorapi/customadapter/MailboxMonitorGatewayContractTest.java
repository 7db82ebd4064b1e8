package io.monitorapi.customadapter;

import io.monitorapi.customadapter.MailboxMonitorGateway.EngagementMessage;
import io.monitorapi.customadapter.MailboxMonitorGateway.Message;
import io.monitorapi.customadapter.MailboxMonitorGateway.ReportMessage;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.error.MonitorError;
import io.monitorapi.port.Deadline;
import io.monitorapi.port.GatewayResult;
import io.monitorapi.port.MonitorGateway;
import io.monitorapi.testkit.FakeMonitorGateway;
import io.monitorapi.testkit.MonitorGatewayContract;
import io.monitorapi.testkit.Samples;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A thread reads the mailbox and forwards each message to the fake gateway of the test kit. */
class MailboxMonitorGatewayContractTest extends MonitorGatewayContract {

    private final BlockingQueue<Message> mailbox = new ArrayBlockingQueue<>(1);
    private final FakeMonitorGateway service = new FakeMonitorGateway();
    private final Thread reader = new Thread(this::readMailbox, "reader");
    private volatile boolean silent;

    @BeforeEach
    void begin() {
        reader.start();
    }

    @AfterEach
    void end() throws InterruptedException {
        reader.interrupt();
        reader.join();
    }

    private void readMailbox() {
        try {
            while (true) {
                Message message = mailbox.take();
                if (!silent) {
                    message.reply().complete(send(message).join());
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private CompletableFuture<GatewayResult> send(Message message) {
        Deadline deadline = Deadline.in(Duration.ofSeconds(5), System::nanoTime);
        return message instanceof EngagementMessage engagement
                ? service.fetchEngagement(engagement.sessionRecord(), engagement.request(), deadline)
                : service.sendReport(message.sessionRecord(), ((ReportMessage) message).report(), deadline);
    }

    @Override
    protected MonitorGateway gateway() {
        return new MailboxMonitorGateway(mailbox);
    }

    @Override
    protected void serviceOffers() {
        service.service().offers(Samples.offered());
    }

    @Override
    protected void serviceOffersNothing() {
        service.service().offers();
    }

    @Override
    protected void serviceRefuses(int status, int code, String text) {
        service.respondsWith(new GatewayResult.Refused(status, List.of(new MonitorError(code, null, text)), null));
    }

    @Override
    protected void serviceAsksToWait(Duration pause) {
        service.respondsWith(new GatewayResult.Refused(429, List.of(), pause));
    }

    @Override
    protected void serviceIsUnreachable() {
        try {
            end();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
        mailbox.clear();
        mailbox.add(new EngagementMessage(null, EngagementRequest.empty(), new CompletableFuture<>()));
    }

    @Override
    protected void serviceIsSilent() {
        silent = true;
    }
}
