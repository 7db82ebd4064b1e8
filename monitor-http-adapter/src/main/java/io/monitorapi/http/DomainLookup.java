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
 * Resolves the origin of the account with the Domain API. Concurrent callers share one request; the response is used for an
 * hour, or until the host is unreachable. The previous origin remains in use while there is no new one.
 *
 * <p>Thread-safe. Source: Domain API, "Retrieve a domain for a single service".
 */
final class DomainLookup implements OriginResolver {

    private static final Duration FRESH = Duration.ofHours(1);
    private static final Duration SHORTEST_INTERVAL = Duration.ofMinutes(1);
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final String DURING_LOOKUP = "during the Domain API lookup";

    private final HttpTransport transport;
    private final TransportRequest request;
    private final String accountId;
    private final AllowedHosts hosts;
    private final LongSupplier nanoTime;

    // Guarded by this.
    private @Nullable Resolved current;
    private boolean unreachable;
    private long nextLookup;
    private long lastLookup;
    private @Nullable CompletableFuture<Resolution> inFlight;

    DomainLookup(HttpTransport transport, HttpSettings<?> settings) {
        this.transport = transport;
        this.accountId = settings.accountId();
        this.hosts = new AllowedHosts(settings.allowedServiceHosts);
        this.nanoTime = settings.nanoTime;
        String path =
                "/api/account/" + accountId + "/service/" + DomainResponseReader.SERVICE + "/baseURI.json?version=1.0";
        URI uri = URI.create("https://" + settings.domainFrontHost + path);
        this.request = new TransportRequest("GET", uri, settings.headers(false), new byte[0]);
    }

    @Override
    public CompletableFuture<Resolution> resolve(Deadline deadline) {
        CompletableFuture<Resolution> own = null;
        CompletableFuture<Resolution> resolution;
        synchronized (this) {
            if (current != null && nanoTime.getAsLong() - nextLookup < 0) {
                return CompletableFuture.completedFuture(current);
            }
            if (inFlight == null) {
                own = new CompletableFuture<>();
                inFlight = own;
            }
            resolution = current != null && !unreachable ? CompletableFuture.completedFuture(current) : inFlight;
        }
        if (own != null) {
            lookUp(own, deadline);
        }
        return resolution.isDone() ? resolution.copy() : await(resolution, deadline);
    }

    @Override
    public synchronized void reportUnreachable(String origin) {
        boolean isCurrent = current != null && current.origin().equals(origin);
        boolean isRecent = nanoTime.getAsLong() - lastLookup < SHORTEST_INTERVAL.toNanos();
        if (isCurrent && !isRecent) {
            unreachable = true;
            nextLookup = nanoTime.getAsLong();
        }
    }

    private void lookUp(CompletableFuture<Resolution> own, Deadline deadline) {
        Deadline limit = transport.blocking() ? deadline.orIn(LIMIT) : Deadline.in(LIMIT, nanoTime);
        GuardedTransport.exchange(transport, request, limit)
                .handle(GuardedTransport::result)
                .thenApply(this::read)
                .exceptionally(bug -> unresolved(Reason.DOMAIN_UNRESOLVED, "the response of the Domain API"))
                .thenAccept(resolution -> own.complete(record(resolution)));
    }

    private Resolution read(TransportResult result) {
        if (result instanceof TransportResult.Failure failure) {
            return unresolved(failure.reason(), DURING_LOOKUP, failure.cause());
        }
        return read((TransportResult.Response) result);
    }

    private Resolution read(TransportResult.Response response) {
        if (response.status() / 100 != 2) {
            return unresolved(reason(response.status()), "the Domain API responded with HTTP " + response.status());
        }
        if (new ResponseHeaders(response.headers()).isEncoded()) {
            return unresolved(Reason.DOMAIN_UNRESOLVED, "the response of the Domain API has a content encoding");
        }
        try {
            return hosts.origin(DomainResponseReader.host(response.body(), accountId))
                    .<Resolution>map(Resolved::new)
                    .orElseGet(() ->
                            unresolved(Reason.DOMAIN_UNRESOLVED, "the Domain API named a host that is not allowed"));
        } catch (MalformedResponseException unreadable) {
            return unresolved(Reason.DOMAIN_UNRESOLVED, "the response of the Domain API: " + unreadable.getMessage());
        }
    }

    private static Reason reason(int status) {
        return status == 429 || status / 100 == 5 ? Reason.UNAVAILABLE : Reason.DOMAIN_UNRESOLVED;
    }

    private synchronized Resolution record(Resolution resolution) {
        long now = nanoTime.getAsLong();
        inFlight = null;
        unreachable = false;
        lastLookup = now;
        nextLookup = now + (resolution instanceof Resolved ? FRESH : SHORTEST_INTERVAL).toNanos();
        if (resolution instanceof Resolved resolved) {
            current = resolved;
        }
        return current != null ? current : resolution;
    }

    /**
     * Limits the wait by the deadline. With a blocking transport the wait blocks: otherwise the exchange that follows would run
     * on the thread that completes the lookup, and hold it.
     */
    private CompletableFuture<Resolution> await(CompletableFuture<Resolution> resolution, Deadline deadline) {
        CompletableFuture<Resolution> limited = resolution
                .copy()
                .completeOnTimeout(
                        unresolved(Reason.TIMEOUT, DURING_LOOKUP), deadline.remainingNanos(), TimeUnit.NANOSECONDS);
        return transport.blocking() ? blockOn(limited) : limited;
    }

    private static CompletableFuture<Resolution> blockOn(CompletableFuture<Resolution> resolution) {
        try {
            return CompletableFuture.completedFuture(resolution.get());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return CompletableFuture.completedFuture(unresolved(Reason.INTERRUPTED, DURING_LOOKUP));
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("the lookup failed", impossible);
        }
    }

    /** Whatever the result of the lookup, the request of the call itself was not sent. */
    private static Resolution unresolved(Reason reason, String detail, @Nullable Throwable cause) {
        return new Unresolved(new GatewayResult.Failed(reason, Sent.NO, detail, cause));
    }

    private static Resolution unresolved(Reason reason, String detail) {
        return unresolved(reason, detail, null);
    }
}
