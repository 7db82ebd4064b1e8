package io.monitorapi.http.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hands out a client whose idle connections are young: JDK 17 keeps them for 20 minutes, far longer than servers do, and a
 * request on a dead one fails without anybody knowing whether it arrived. The first client is made when it is needed, as it
 * takes a tenth of a second to load what the JVM trusts.
 *
 * <p>Covers a client that nobody has used for a while. In a busy one, connections beyond those in use may still grow old.
 */
final class RenewingHttpClient {

    private static final long LONGEST_IDLE = Duration.ofSeconds(25).toNanos();

    /** Since JDK 21; before, a client ends when nobody refers to it any more. */
    private static final @Nullable MethodHandle SHUTDOWN_NOW = shutdownNow();

    private final Supplier<HttpClient> clients;
    private final LongSupplier nanoTime;
    private volatile @Nullable HttpClient current;
    private volatile long lastUsed;

    RenewingHttpClient(Supplier<HttpClient> clients, LongSupplier nanoTime) {
        this.clients = clients;
        this.nanoTime = nanoTime;
    }

    HttpClient get() {
        long now = nanoTime.getAsLong();
        HttpClient client = current;
        if (client == null || isOld(now)) {
            client = renew(now);
        }
        lastUsed = now;
        return client;
    }

    /** Exchanges in flight finish on the old client, which nobody refers to afterwards. */
    private synchronized HttpClient renew(long now) {
        HttpClient client = current;
        if (client == null || isOld(now)) {
            client = clients.get();
            current = client;
            lastUsed = now;
        }
        return client;
    }

    private boolean isOld(long now) {
        return now - lastUsed > LONGEST_IDLE;
    }

    void close() {
        HttpClient client = current;
        if (SHUTDOWN_NOW != null && client != null) {
            try {
                SHUTDOWN_NOW.invoke(client);
            } catch (Throwable failure) {
                throw new IllegalStateException("the HTTP client could not be shut down", failure);
            }
        }
    }

    private static @Nullable MethodHandle shutdownNow() {
        try {
            return MethodHandles.publicLookup()
                    .findVirtual(HttpClient.class, "shutdownNow", MethodType.methodType(void.class));
        } catch (NoSuchMethodException | IllegalAccessException olderJdk) {
            return null;
        }
    }
}
