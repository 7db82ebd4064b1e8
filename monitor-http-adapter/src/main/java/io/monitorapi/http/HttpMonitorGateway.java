package io.monitorapi.http;

import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.Report;
import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.http.OriginResolver.Known;
import io.monitorapi.http.OriginResolver.Unknown;
import io.monitorapi.http.transport.HttpTransport;
import io.monitorapi.http.transport.TransportRequest;
import io.monitorapi.http.transport.TransportResult;
import io.monitorapi.port.Deadline;
import io.monitorapi.port.GatewayResult;
import io.monitorapi.port.GatewayResult.Failed;
import io.monitorapi.port.MonitorGateway;
import io.monitorapi.session.SessionRecord;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Speaks the Monitor API over HTTPS and JSON.
 *
 * <p>Safe for use by any thread. Most applications need {@link HttpMonitor} only, which builds one for itself.
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
    private final OriginResolver origin;
    private final ResponseReader reader;

    HttpMonitorGateway(HttpSettings<?> settings) {
        this.endpoint = settings.endpoint();
        this.headers = settings.headers(true);
        this.reportMethod = settings.reportMethod.method();
        this.reportHeaders = settings.reportHeaders();
        this.reader = new ResponseReader(settings.clock);
        this.transport = settings.transportOrOwn();
        this.ownsTransport = !settings.givesTransport();
        this.origin = settings.baseOrigin != null
                ? new OriginResolver.Fixed(settings.baseOrigin)
                : new DomainLookup(transport, settings);
    }

    /** {@return an empty builder} */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public CompletableFuture<GatewayResult> fetchEngagement(
            @Nullable SessionRecord known, EngagementRequest request, Deadline deadline) {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(deadline, "deadline");
        return send("POST", "engagement", headers, known, () -> RequestWriter.write(request), deadline);
    }

    @Override
    public CompletableFuture<GatewayResult> sendReport(
            @Nullable SessionRecord known, Report report, Deadline deadline) {
        Objects.requireNonNull(report, "report");
        Objects.requireNonNull(deadline, "deadline");
        return send(reportMethod, "report", reportHeaders, known, () -> RequestWriter.write(report), deadline);
    }

    private CompletableFuture<GatewayResult> send(
            String method,
            String operation,
            Map<String, String> sentHeaders,
            @Nullable SessionRecord known,
            Supplier<byte[]> content,
            Deadline deadline) {
        try {
            byte[] body = content.get();
            return send(
                    place -> new TransportRequest(method, endpoint.of(place, operation, known), sentHeaders, body),
                    deadline);
        } catch (RequestEncodingException unsendable) {
            return CompletableFuture.completedFuture(
                    new Failed(Reason.UNSENDABLE, Sent.NO, unsendable.getMessage(), null));
        }
    }

    private CompletableFuture<GatewayResult> send(CallAt call, Deadline deadline) {
        CompletableFuture<GatewayResult> answer = new CompletableFuture<>();
        origin.find(deadline).thenAccept(found -> {
            if (found instanceof Known place) {
                exchange(place.origin(), call, deadline, answer);
            } else {
                answer.complete(((Unknown) found).why());
            }
        });
        return answer;
    }

    private void exchange(String place, CallAt call, Deadline deadline, CompletableFuture<GatewayResult> answer) {
        if (answer.isDone()) {
            return;
        }
        CompletableFuture<TransportResult> exchange = GuardedTransport.make(transport, call.at(place), deadline);
        answer.whenComplete((done, failure) -> exchange.cancel(true));
        exchange.whenComplete(
                (reply, failure) -> answer.complete(read(place, GuardedTransport.answer(reply, failure))));
    }

    private GatewayResult read(String place, TransportResult reply) {
        if (reply instanceof TransportResult.Failure failed && NO_CONNECTION.contains(failed.reason())) {
            origin.doubt(place);
        }
        try {
            return reader.read(reply);
        } catch (RuntimeException bug) {
            return reader.read(GuardedTransport.brokenBy(bug));
        }
    }

    @Override
    public boolean blocking() {
        return transport.blocking();
    }

    /** Closes the transport if this gateway made it; further requests fail. Closing twice does nothing. */
    @Override
    public void close() {
        if (ownsTransport) {
            transport.close();
        }
    }

    private interface CallAt {
        TransportRequest at(String origin);
    }

    /** Puts a gateway together; not safe for use by several threads at once. */
    public static final class Builder extends HttpSettings<Builder> {

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /**
         * Sets what time it is; the system's time unless set.
         *
         * @param wallClock tells the time that a pause until a date is counted from
         * @param monotonic a clock of the kind of {@link System#nanoTime()}
         * @return this builder
         */
        public Builder time(InstantSource wallClock, LongSupplier monotonic) {
            this.clock = Objects.requireNonNull(wallClock, "clock");
            this.nanoTime = Objects.requireNonNull(monotonic, "nanoTime");
            return this;
        }

        /**
         * {@return the gateway, which has to be closed}
         *
         * @throws IllegalArgumentException if account id or app installation id are missing, or settings contradict
         */
        public HttpMonitorGateway build() {
            return new HttpMonitorGateway(this);
        }
    }
}
