package io.monitorapi.http.apache;

import io.monitorapi.internal.DaemonThreadFactory;
import io.monitorapi.internal.Durations;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Bounds a DNS lookup by a limit and by the deadline of its exchange. As a lookup cannot be interrupted, it runs on a thread of its
 * own, which exchanges with the same host share.
 */
final class BoundedDnsResolver implements DnsResolver {

    private static final ThreadFactory THREADS = new DaemonThreadFactory("monitor-api-apache-dns-");

    private final DnsResolver resolver;
    private final Duration limit;
    private final ConcurrentMap<String, CompletableFuture<InetAddress[]>> lookups = new ConcurrentHashMap<>();

    BoundedDnsResolver(DnsResolver resolver, Duration limit) {
        this.resolver = resolver;
        this.limit = limit;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        CompletableFuture<InetAddress[]> addresses =
                lookups.computeIfAbsent(host, this::startLookup).thenApply(Function.identity());
        ExchangeContext context = ExchangeContext.current();
        if (context != null) {
            context.onAbort(() -> addresses.cancel(false));
        }
        try {
            return addresses.get(Durations.saturatedNanos(limit), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException | CancellationException failed) {
            throw new UnknownHostException(host);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException(host);
        }
    }

    private CompletableFuture<InetAddress[]> startLookup(String host) {
        CompletableFuture<InetAddress[]> lookup = new CompletableFuture<>();
        THREADS.newThread(() -> {
                    try {
                        lookup.complete(resolver.resolve(host));
                    } catch (UnknownHostException | RuntimeException failure) {
                        lookup.completeExceptionally(failure);
                    } finally {
                        lookups.remove(host, lookup);
                    }
                })
                .start();
        return lookup;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return resolver.resolveCanonicalHostname(host);
    }
}
