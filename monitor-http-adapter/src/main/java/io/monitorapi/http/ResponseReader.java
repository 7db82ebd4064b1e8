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
import org.jspecify.annotations.Nullable;

/** Turns an HTTP response into a result of the gateway, by status and content; the media type is ignored. */
final class ResponseReader {

    private final RetryAfter retryAfter;

    ResponseReader(InstantSource clock) {
        this.retryAfter = new RetryAfter(clock);
    }

    GatewayResult read(TransportResult result) {
        if (result instanceof TransportResult.Failure failure) {
            return new Failed(failure.reason(), failure.sent(), failure.detail(), failure.cause());
        }
        return read((Response) result);
    }

    private GatewayResult read(Response response) {
        ResponseHeaders headers = new ResponseHeaders(response.headers());
        return switch (response.status() / 100) {
            case 2 -> headers.isEncoded() ? encoded() : success(response, headers);
            case 3 -> failed(Reason.REDIRECTED, target(headers));
            case 4 -> clientError(response, headers);
            case 5 -> refused(response, headers);
            default -> notTheApi(response, headers);
        };
    }

    private GatewayResult success(Response response, ResponseHeaders headers) {
        try {
            GatewayResult result = SuccessResponseReader.read(response.status(), response.body());
            return result instanceof Refused error
                    ? new Refused(error.status(), error.errors(), retryAfter.pause(headers))
                    : result;
        } catch (MalformedResponseException unreadable) {
            return isPage(response) ? notTheApi(response, headers) : failed(Reason.UNREADABLE, unreadable.getMessage());
        }
    }

    /** Only the content shows whether the service itself refuses: proxies and firewalls use these statuses, too. */
    private GatewayResult clientError(Response response, ResponseHeaders headers) {
        if (response.status() == 408 || response.status() == 413 || response.status() == 429) {
            return refused(response, headers);
        }
        if (headers.isEncoded()) {
            return encoded();
        }
        return isBlank(response) || isJson(response) ? refused(response, headers) : notTheApi(response, headers);
    }

    private Refused refused(Response response, ResponseHeaders headers) {
        List<MonitorError> errors = headers.isEncoded() ? List.of() : ErrorReader.errorsIn(response.body());
        boolean fromProxy = errors.isEmpty() && !headers.isEncoded() && !isBlank(response) && !isJson(response);
        return new Refused(response.status(), errors, retryAfter.pause(headers), fromProxy);
    }

    private static Failed notTheApi(Response response, ResponseHeaders headers) {
        return failed(
                Reason.NOT_THE_API,
                "HTTP " + response.status() + ", " + headers.mediaType() + ", " + response.body().length + " bytes");
    }

    private static Failed encoded() {
        return failed(Reason.UNREADABLE, "the response has a content encoding");
    }

    private static Failed failed(Reason reason, @Nullable String detail) {
        return new Failed(reason, Sent.YES, detail, null);
    }

    /** Scheme and host only: the rest of a redirect may contain ids of a consumer. */
    private static String target(ResponseHeaders headers) {
        try {
            URI target = new URI(headers.first("Location").trim());
            boolean isAbsolute = target.getScheme() != null && target.getHost() != null;
            return isAbsolute ? "to " + target.getScheme() + "://" + target.getHost() : "to an unknown host";
        } catch (URISyntaxException malformed) {
            return "to an unknown host";
        }
    }

    private static boolean isPage(Response response) {
        String start = new String(response.body(), 0, Math.min(64, response.body().length), StandardCharsets.UTF_8);
        return start.replace('\uFEFF', ' ').stripLeading().startsWith("<");
    }

    private static boolean isBlank(Response response) {
        return new String(response.body(), StandardCharsets.UTF_8).isBlank();
    }

    private static boolean isJson(Response response) {
        try {
            return Json.read(response.body()).isContainer();
        } catch (MalformedResponseException notJson) {
            return false;
        }
    }
}
