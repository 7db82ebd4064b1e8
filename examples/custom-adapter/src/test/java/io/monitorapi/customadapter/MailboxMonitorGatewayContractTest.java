package io.monitorapi.customadapter;

import io.monitorapi.customadapter.MailboxMonitorGateway.Letter;
import io.monitorapi.customadapter.MailboxMonitorGateway.News;
import io.monitorapi.customadapter.MailboxMonitorGateway.Question;
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

/** The far side is a thread that empties the mailbox and asks the fake of the test kit. */
class MailboxMonitorGatewayContractTest extends MonitorGatewayContract {

    private final BlockingQueue<Letter> mailbox = new ArrayBlockingQueue<>(1);
    private final FakeMonitorGateway farSide = new FakeMonitorGateway();
    private final Thread postman = new Thread(this::deliver, "postman");
    private volatile boolean silent;

    @BeforeEach
    void begin() {
        postman.start();
    }

    @AfterEach
    void end() throws InterruptedException {
        postman.interrupt();
        postman.join();
    }

    private void deliver() {
        try {
            while (true) {
                Letter letter = mailbox.take();
                if (!silent) {
                    letter.reply().complete(answer(letter).join());
                }
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private CompletableFuture<GatewayResult> answer(Letter letter) {
        Deadline deadline = Deadline.in(Duration.ofSeconds(5), System::nanoTime);
        return letter instanceof Question question
                ? farSide.fetchEngagement(question.known(), question.request(), deadline)
                : farSide.sendReport(letter.known(), ((News) letter).report(), deadline);
    }

    @Override
    protected MonitorGateway gateway() {
        return new MailboxMonitorGateway(mailbox);
    }

    @Override
    protected void serviceOffers() {
        farSide.service().offers(Samples.offered());
    }

    @Override
    protected void serviceOffersNothing() {
        farSide.service().offers();
    }

    @Override
    protected void serviceRefuses(int status, int code, String text) {
        farSide.answers(new GatewayResult.Refused(status, List.of(new MonitorError(code, null, text)), null));
    }

    @Override
    protected void serviceAsksToWait(Duration pause) {
        farSide.answers(new GatewayResult.Refused(429, List.of(), pause));
    }

    @Override
    protected void serviceIsUnreachable() {
        try {
            end();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
        mailbox.clear();
        mailbox.add(new Question(null, EngagementRequest.empty(), new CompletableFuture<>()));
    }

    @Override
    protected void serviceIsSilent() {
        silent = true;
    }
}
