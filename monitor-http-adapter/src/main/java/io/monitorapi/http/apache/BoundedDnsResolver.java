package io.monitorapi.http.apache;

import io.monitorapi.internal.DaemonThreadFactory;
import io.monitorapi.internal.Durations;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/** Bounds the time of a DNS lookup: as a lookup cannot be interrupted, it runs on a thread of its own. */
final class BoundedDnsResolver implements DnsResolver {

    private static final ThreadFactory THREADS = new DaemonThreadFactory("monitor-api-apache-dns-");

    private final DnsResolver resolver;
    private final Duration limit;

    BoundedDnsResolver(Duration limit) {
        this(SystemDefaultDnsResolver.INSTANCE, limit);
    }

    BoundedDnsResolver(DnsResolver resolver, Duration limit) {
        this.resolver = resolver;
        this.limit = limit;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        FutureTask<InetAddress[]> lookup = new FutureTask<>(() -> resolver.resolve(host));
        THREADS.newThread(lookup).start();
        try {
            return lookup.get(Durations.saturatedNanos(limit), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException unknown) {
            throw new UnknownHostException(host);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException(host);
        }
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return resolver.resolveCanonicalHostname(host);
    }
}
