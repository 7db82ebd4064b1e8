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
 * Replaces the client after it was idle for 25 seconds: JDK 17 keeps idle connections for 20 minutes, far longer than servers
 * do, and a request on a connection that the server has closed fails without showing whether it was processed. The first client
 * is created when it is needed, as loading the JVM's trust store takes a tenth of a second.
 *
 * <p>In a client that is in use all the time, connections beyond those in use may still be idle for longer.
 */
final class RenewingHttpClient {

    private static final long MAX_IDLE = Duration.ofSeconds(25).toNanos();

    /** Exists since JDK 21; an older client ends when it is no longer referenced. */
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

    /** Exchanges in flight finish on the old client, which is not referenced afterwards. */
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
        return now - lastUsed > MAX_IDLE;
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
