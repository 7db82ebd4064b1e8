package io.monitorapi.http.apache;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/** Bounds how long a slow name server may hold a caller: a look-up cannot be ended, so another thread makes it. */
final class BoundedDnsResolver implements DnsResolver {

    private final DnsResolver names;
    private final Duration longest;

    BoundedDnsResolver(Duration longest) {
        this(SystemDefaultDnsResolver.INSTANCE, longest);
    }

    BoundedDnsResolver(DnsResolver names, Duration longest) {
        this.names = names;
        this.longest = longest;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        FutureTask<InetAddress[]> lookup = new FutureTask<>(() -> names.resolve(host));
        DaemonThreadFactory.named("monitor-api-apache-dns").newThread(lookup).start();
        try {
            return lookup.get(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException unknown) {
            throw new UnknownHostException(host);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException(host);
        }
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return names.resolveCanonicalHostname(host);
    }
}
