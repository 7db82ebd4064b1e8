package io.monitorapi.http;

import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.Report;
import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.http.OriginResolver.Resolved;
import io.monitorapi.http.OriginResolver.Unresolved;
import io.monitorapi.http.transport.HttpTransport;
import io.monitorapi.http.transport.TransportRequest;
import io.monitorapi.http.transport.TransportResult;
import io.monitorapi.port.Deadline;
import io.monitorapi.port.GatewayResult;
import io.monitorapi.port.GatewayResult.Failed;
import io.monitorapi.port.MonitorGateway;
import io.monitorapi.session.SessionRecord;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The gateway to the Monitor API over HTTPS and JSON.
 *
 * <p>Thread-safe. Most applications need {@link HttpMonitor} only, which builds its own gateway.
 *
 * <p>Source: Monitoring API, Methods.
 */
public final class HttpMonitorGateway implements MonitorGateway, AutoCloseable {

    private static final Set<Reason> NO_CONNECTION = EnumSet.of(Reason.CONNECT, Reason.DNS, Reason.TLS);

    private final HttpTransport transport;
    private final boolean ownsTransport;
    private final Endpoint endpoint;
    private final Map<String, String> headers;
    private final String reportMethod;
    private final Map<String, String> reportHeaders;
    private final OriginResolver resolver;
    private final ResponseReader reader;

    HttpMonitorGateway(HttpSettings<?> settings) {
        this.endpoint = settings.endpoint();
        this.headers = settings.headers(true);
        this.reportMethod = settings.reportMethod.method();
        this.reportHeaders = settings.reportHeaders();
        this.reader = new ResponseReader(settings.clock);
        this.transport = settings.transportOrDefault();
        this.ownsTransport = !settings.hasTransport();
        this.resolver = settings.baseOrigin != null
                ? new OriginResolver.Fixed(settings.baseOrigin)
                : new DomainLookup(transport, settings);
    }

    /** {@return an empty builder} */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public CompletableFuture<GatewayResult> fetchEngagement(
            @Nullable SessionRecord record, EngagementRequest request, Deadline deadline) {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(deadline, "deadline");
        return send("POST", "engagement", headers, record, () -> RequestWriter.write(request), deadline);
    }

    @Override
    public CompletableFuture<GatewayResult> sendReport(
            @Nullable SessionRecord record, Report report, Deadline deadline) {
        Objects.requireNonNull(report, "report");
        Objects.requireNonNull(deadline, "deadline");
        return send(reportMethod, "report", reportHeaders, record, () -> RequestWriter.write(report), deadline);
    }

    /** Loads what reads and writes JSON, looks up the host, and requests its root, which leaves a connection in the pool. */
    @Override
    public CompletableFuture<Void> warmUp(Deadline deadline) {
        RequestWriter.write(EngagementRequest.empty());
        reader.read(new TransportResult.Response(200, Map.of(), "{}".getBytes(StandardCharsets.UTF_8)));
        return send(origin -> new TransportRequest("GET", URI.create(origin + "/"), headers, new byte[0]), deadline)
                .thenAccept(result -> {});
    }

    private CompletableFuture<GatewayResult> send(
            String method,
            String operation,
            Map<String, String> requestHeaders,
            @Nullable SessionRecord record,
            Supplier<byte[]> content,
            Deadline deadline) {
        try {
            byte[] body = content.get();
            return send(
                    origin ->
                            new TransportRequest(method, endpoint.uri(origin, operation, record), requestHeaders, body),
                    deadline);
        } catch (RequestEncodingException failure) {
            return CompletableFuture.completedFuture(
                    new Failed(Reason.UNSENDABLE, Sent.NO, failure.getMessage(), null));
        }
    }

    private CompletableFuture<GatewayResult> send(Function<String, TransportRequest> request, Deadline deadline) {
        CompletableFuture<GatewayResult> result = new CompletableFuture<>();
        resolver.resolve(deadline).thenAccept(resolution -> {
            if (resolution instanceof Resolved resolved) {
                exchange(resolved.origin(), request, deadline, result);
            } else {
                result.complete(((Unresolved) resolution).failure());
            }
        });
        return result;
    }

    private void exchange(
            String origin,
            Function<String, TransportRequest> request,
            Deadline deadline,
            CompletableFuture<GatewayResult> result) {
        if (result.isDone()) {
            return;
        }
        CompletableFuture<TransportResult> exchange =
                GuardedTransport.exchange(transport, request.apply(origin), deadline);
        result.whenComplete((done, failure) -> exchange.cancel(true));
        exchange.whenComplete(
                (response, thrown) -> result.complete(read(origin, GuardedTransport.result(response, thrown))));
    }

    private GatewayResult read(String origin, TransportResult result) {
        if (result instanceof TransportResult.Failure failure && NO_CONNECTION.contains(failure.reason())) {
            resolver.reportUnreachable(origin);
        }
        try {
            return reader.read(result);
        } catch (RuntimeException bug) {
            return reader.read(GuardedTransport.failure(bug));
        }
    }

    @Override
    public boolean blocking() {
        return transport.blocking();
    }

    /** Closes the transport, unless it was set in the builder; later requests fail. Closing again has no effect. */
    @Override
    public void close() {
        if (ownsTransport) {
            transport.close();
        }
    }

    /** Builds a gateway; not thread-safe. */
    public static final class Builder extends HttpSettings<Builder> {

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /**
         * Sets the clocks; default: those of the system.
         *
         * @param wallClock the current time, which a {@code Retry-After} date is compared with
         * @param monotonic a monotonic clock in nanoseconds, such as {@link System#nanoTime()}
         * @return this builder
         */
        public Builder time(InstantSource wallClock, LongSupplier monotonic) {
            this.clock = Objects.requireNonNull(wallClock, "clock");
            this.nanoTime = Objects.requireNonNull(monotonic, "nanoTime");
            return this;
        }

        /**
         * {@return the gateway, which the caller must close}
         *
         * @throws IllegalArgumentException if the account id or the app installation id is missing, or settings contradict
         *     each other
         */
        public HttpMonitorGateway build() {
            return new HttpMonitorGateway(this);
        }
    }
}
