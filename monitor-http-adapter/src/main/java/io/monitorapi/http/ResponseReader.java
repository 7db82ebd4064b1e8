package io.monitorapi.http;

import io.monitorapi.error.MonitorError;
import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import io.monitorapi.http.transport.TransportResult;
import io.monitorapi.http.transport.TransportResult.Response;
import io.monitorapi.port.GatewayResult;
import io.monitorapi.port.GatewayResult.Failed;
import io.monitorapi.port.GatewayResult.Refused;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells what an HTTP answer means: by status and content, never by the media type that it claims to have. */
final class ResponseReader {

    private final RetryAfter retryAfter;

    ResponseReader(InstantSource clock) {
        this.retryAfter = new RetryAfter(clock);
    }

    GatewayResult read(TransportResult answer) {
        if (answer instanceof TransportResult.Failure failed) {
            return new Failed(failed.reason(), failed.sent(), failed.detail(), failed.cause());
        }
        return replied((Response) answer);
    }

    private GatewayResult replied(Response reply) {
        ResponseHeaders headers = new ResponseHeaders(reply.headers());
        return switch (reply.status() / 100) {
            case 2 -> headers.isEncoded() ? encoded() : success(reply, headers);
            case 3 -> failed(Reason.REDIRECTED, target(headers));
            case 4 -> clientError(reply, headers);
            case 5 -> refused(reply, headers);
            default -> notTheApi(reply, headers);
        };
    }

    private GatewayResult success(Response reply, ResponseHeaders headers) {
        try {
            GatewayResult answer = SuccessResponseReader.read(reply.status(), reply.body());
            return answer instanceof Refused error
                    ? new Refused(error.status(), error.errors(), retryAfter.in(headers))
                    : answer;
        } catch (MalformedResponseException unreadable) {
            return isPage(reply) ? notTheApi(reply, headers) : failed(Reason.UNREADABLE, unreadable.getMessage());
        }
    }

    /** Whether it is the service that refuses shows in the content: proxies and firewalls use these statuses, too. */
    private GatewayResult clientError(Response reply, ResponseHeaders headers) {
        if (reply.status() == 408 || reply.status() == 429) {
            return refused(reply, headers);
        }
        if (headers.isEncoded()) {
            return encoded();
        }
        return isBlank(reply) || isJson(reply) ? refused(reply, headers) : notTheApi(reply, headers);
    }

    private Refused refused(Response reply, ResponseHeaders headers) {
        List<MonitorError> errors = headers.isEncoded() ? List.of() : ErrorReader.errorsIn(reply.body());
        return new Refused(reply.status(), errors, retryAfter.in(headers));
    }

    private static Failed notTheApi(Response reply, ResponseHeaders headers) {
        return failed(
                Reason.NOT_THE_API,
                "HTTP " + reply.status() + ", " + headers.mediaType() + ", " + reply.body().length + " bytes");
    }

    private static Failed encoded() {
        return failed(Reason.UNREADABLE, "the answer has a content encoding");
    }

    private static Failed failed(Reason reason, @Nullable String detail) {
        return new Failed(reason, Sent.YES, detail, null);
    }

    /** Scheme and host only: the rest of a redirect may repeat ids of a consumer. */
    private static String target(ResponseHeaders headers) {
        try {
            URI target = new URI(headers.first("Location").trim());
            boolean known = target.getScheme() != null && target.getHost() != null;
            return known ? "to " + target.getScheme() + "://" + target.getHost() : "to an unknown host";
        } catch (URISyntaxException garbage) {
            return "to an unknown host";
        }
    }

    private static boolean isPage(Response reply) {
        String start = new String(reply.body(), 0, Math.min(64, reply.body().length), StandardCharsets.UTF_8);
        return start.replace('\uFEFF', ' ').stripLeading().startsWith("<");
    }

    private static boolean isBlank(Response reply) {
        return new String(reply.body(), StandardCharsets.UTF_8).isBlank();
    }

    private static boolean isJson(Response reply) {
        try {
            Object document = JsonInput.read(reply.body(), JsonInput::document);
            return document instanceof Map || document instanceof List;
        } catch (MalformedResponseException foreign) {
            return false;
        }
    }
}
