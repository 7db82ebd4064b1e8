package io.monitorapi.http;

import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.http.transport.HttpTransport;
import io.monitorapi.http.transport.TransportRequest;
import io.monitorapi.http.transport.TransportResult;
import io.monitorapi.port.Deadline;
import io.monitorapi.port.GatewayResult;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks the Domain API which host serves the account: once for all who wait, and again after an hour or when the host cannot
 * be reached. An old answer is used as long as there is no new one.
 *
 * <p>Source: Domain API, "Retrieve a domain for a single service".
 */
final class DomainLookup implements OriginResolver {

    private static final Duration TRUSTED = Duration.ofHours(1);
    private static final Duration ASKED_AT_MOST_EVERY = Duration.ofMinutes(1);
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final HttpTransport transport;
    private final TransportRequest question;
    private final String accountId;
    private final AllowedHosts hosts;
    private final LongSupplier nanoTime;

    private @Nullable Known known;
    private boolean doubted;
    private long askAgain;
    private long answered;
    private @Nullable CompletableFuture<Result> asking;

    DomainLookup(HttpTransport transport, HttpSettings<?> settings) {
        this.transport = transport;
        this.accountId = settings.accountId();
        this.hosts = new AllowedHosts(settings.allowedServiceHosts);
        this.nanoTime = settings.nanoTime;
        String path =
                "/api/account/" + accountId + "/service/" + DomainResponseReader.SERVICE + "/baseURI.json?version=1.0";
        URI uri = URI.create("https://" + settings.domainFrontHost + path);
        this.question = new TransportRequest("GET", uri, settings.headers(false), new byte[0]);
    }

    @Override
    public CompletableFuture<Result> find(Deadline deadline) {
        CompletableFuture<Result> own = null;
        CompletableFuture<Result> answer;
        synchronized (this) {
            if (known != null && nanoTime.getAsLong() - askAgain < 0) {
                return CompletableFuture.completedFuture(known);
            }
            if (asking == null) {
                own = new CompletableFuture<>();
                asking = own;
            }
            answer = known != null && !doubted ? CompletableFuture.completedFuture(known) : asking;
        }
        if (own != null) {
            ask(own, deadline);
        }
        return answer.isDone() ? answer.copy() : waiting(answer, deadline);
    }

    @Override
    public synchronized void doubt(String origin) {
        boolean current = known != null && known.origin().equals(origin);
        boolean recent = nanoTime.getAsLong() - answered < ASKED_AT_MOST_EVERY.toNanos();
        if (current && !recent) {
            doubted = true;
            askAgain = nanoTime.getAsLong();
        }
    }

    private void ask(CompletableFuture<Result> own, Deadline deadline) {
        Deadline limit = transport.blocking() ? deadline.orIn(LIMIT) : Deadline.in(LIMIT, nanoTime);
        GuardedTransport.make(transport, question, limit)
                .handle(GuardedTransport::answer)
                .thenApply(this::read)
                .exceptionally(bug -> unknown(Reason.DOMAIN_UNRESOLVED, "the answer of the Domain API"))
                .thenAccept(result -> own.complete(learn(result)));
    }

    private Result read(TransportResult answer) {
        if (answer instanceof TransportResult.Failure failed) {
            return unknown(failed.reason(), "while asking the Domain API", failed.cause());
        }
        return named((TransportResult.Response) answer);
    }

    private Result named(TransportResult.Response reply) {
        if (reply.status() / 100 != 2) {
            return unknown(reasonOf(reply.status()), "the Domain API answered with HTTP " + reply.status());
        }
        if (new ResponseHeaders(reply.headers()).isEncoded()) {
            return unknown(Reason.DOMAIN_UNRESOLVED, "the answer of the Domain API has a content encoding");
        }
        try {
            return hosts.origin(DomainResponseReader.host(reply.body(), accountId))
                    .<Result>map(Known::new)
                    .orElseGet(
                            () -> unknown(Reason.DOMAIN_UNRESOLVED, "the Domain API named a host that is not allowed"));
        } catch (MalformedResponseException unreadable) {
            return unknown(Reason.DOMAIN_UNRESOLVED, "the answer of the Domain API: " + unreadable.getMessage());
        }
    }

    private static Reason reasonOf(int status) {
        return status == 429 || status / 100 == 5 ? Reason.UNAVAILABLE : Reason.DOMAIN_UNRESOLVED;
    }

    private synchronized Result learn(Result result) {
        long now = nanoTime.getAsLong();
        asking = null;
        doubted = false;
        answered = now;
        askAgain = now + (result instanceof Known ? TRUSTED : ASKED_AT_MOST_EVERY).toNanos();
        if (result instanceof Known found) {
            known = found;
        }
        return known != null ? known : result;
    }

    /** A transport that blocks would run the next exchange of a waiting call on the thread of the one that asks. */
    private CompletableFuture<Result> waiting(CompletableFuture<Result> answer, Deadline deadline) {
        CompletableFuture<Result> waiting = answer.copy()
                .completeOnTimeout(
                        unknown(Reason.TIMEOUT, "while asking the Domain API"),
                        deadline.remainingNanos(),
                        TimeUnit.NANOSECONDS);
        return transport.blocking() ? blockingOn(waiting) : waiting;
    }

    private static CompletableFuture<Result> blockingOn(CompletableFuture<Result> waiting) {
        try {
            return CompletableFuture.completedFuture(waiting.get());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return CompletableFuture.completedFuture(unknown(Reason.INTERRUPTED, "while asking the Domain API"));
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("the look-up failed", impossible);
        }
    }

    /** Whatever became of the question, the request itself was not sent. */
    private static Result unknown(Reason reason, String detail, @Nullable Throwable cause) {
        return new Unknown(new GatewayResult.Failed(reason, Sent.NO, detail, cause));
    }

    private static Result unknown(Reason reason, String detail) {
        return unknown(reason, detail, null);
    }
}
