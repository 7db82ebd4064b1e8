package io.monitorapi.engine;

import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.port.Deadline;
import io.monitorapi.port.Operation;
import io.monitorapi.session.SessionRecord.Paired;
import io.monitorapi.session.Visitor;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Answers from the last answer if that is young enough, else asks; a session that is lost is opened anew, once. */
final class EngagementCall extends Call<EngagementResult> {

    private final EngagementRequest request;
    private final Duration maxAge;
    private final AttemptExecutor<EngagementResult> attempts;

    EngagementCall(
            Machinery machinery, Visitor visitor, EngagementRequest request, Duration maxAge, Deadline deadline) {
        super(machinery, Operation.GET_ENGAGEMENT, visitor, deadline);
        this.request = request;
        this.maxAge = maxAge;
        this.attempts = new AttemptExecutor<>(machinery, this, new EngagementGatewayRequest(request));
    }

    @Override
    CompletableFuture<EngagementResult> run() {
        if (maxAge.isZero()) {
            return ask();
        }
        return lastAnswer().map(CompletableFuture::completedFuture).orElseGet(() -> ask().whenComplete(this::remember));
    }

    private CompletableFuture<EngagementResult> ask() {
        return attempts.run()
                .exceptionallyCompose(thrown -> MonitorExceptions.isSessionLost(thrown)
                        ? attempts.run()
                        : CompletableFuture.failedFuture(thrown));
    }

    private Optional<EngagementResult> lastAnswer() {
        return machinery.book().read(visitor()) instanceof Paired paired
                ? machinery.lastAnswers().find(visitor(), request, paired.session(), maxAge)
                : Optional.empty();
    }

    private void remember(EngagementResult result, Throwable failure) {
        if (failure == null) {
            machinery.lastAnswers().keep(visitor(), request, result);
        }
    }
}
