package io.monitorapi.http;

import io.monitorapi.error.ErrorClassifier;
import io.monitorapi.error.MonitorError;
import io.monitorapi.error.MonitorException;
import io.monitorapi.http.transport.TransportResult.Response;
import io.monitorapi.port.GatewayResult;
import io.monitorapi.port.GatewayResult.Accepted;
import io.monitorapi.port.GatewayResult.Failed;
import io.monitorapi.port.GatewayResult.Refused;
import io.monitorapi.session.EngagementContext;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The parsers of text from outside. Any input becomes a value or the one documented failure, and no message repeats the
 * input: the seeds contain a word that must never appear.
 */
enum FuzzTarget {
    RESPONSE(FuzzTarget::response),
    ERROR(FuzzTarget::error),
    DOMAIN(FuzzTarget::domain),
    CONTEXT(FuzzTarget::context);

    static final String SECRET = "canary";

    private static final ResponseReader READER = new ResponseReader(() -> Instant.EPOCH);
    private static final AllowedHosts HOSTS = new AllowedHosts(List.of());

    private final Consumer<byte[]> check;

    FuzzTarget(Consumer<byte[]> check) {
        this.check = check;
    }

    /** Checks one input; throws if a promise is broken. */
    void check(byte[] input) {
        check.accept(input);
    }

    private static void response(byte[] body) {
        for (int status : new int[] {200, 201, 404, 500}) {
            GatewayResult result = READER.read(new Response(status, Map.of(), body));
            mustNotContainTheSecret(result.toString());
            if (result instanceof Accepted accepted) {
                mustHold(accepted.engagements().stream()
                        .allMatch(engagement -> engagement.toString() != null
                                && engagement.context() != null
                                && engagement.campaignNumber() != null));
            } else if (result instanceof Refused refused) {
                mustNotContainTheSecret(failure(status, refused.errors()));
            } else {
                Failed failed = (Failed) result;
                mustNotContainTheSecret(String.valueOf(failed.detail()));
                mustHold(failed.cause() == null);
            }
        }
    }

    private static void error(byte[] body) {
        List<MonitorError> errors = ErrorReader.errorsIn(body);
        mustHold(errors.size() <= 16);
        for (MonitorError error : errors) {
            mustNotContainTheSecret(error.toString());
            Optional<String> visitorId = error.visitorId();
            mustHold(visitorId.isEmpty() || visitorId.get().matches("[!-~]{1,256}"));
        }
        for (int status : new int[] {200, 400, 404, 500, 503}) {
            mustNotContainTheSecret(failure(status, errors));
        }
    }

    private static String failure(int status, List<MonitorError> errors) {
        MonitorException failure = MonitorException.builder(ErrorClassifier.classify(status, errors))
                .status(status)
                .errors(errors)
                .build();
        return failure + failure.advice();
    }

    private static void domain(byte[] body) {
        try {
            Optional<String> origin = HOSTS.origin(DomainResponseReader.host(body, "40001234"));
            origin.ifPresent(named -> {
                String host = URI.create(named).getHost().toLowerCase(Locale.ROOT);
                mustHold(named.startsWith("https://")
                        && (host.endsWith(".liveperson.net") || host.endsWith(".liveperson.com")));
            });
        } catch (MalformedResponseException promised) {
            mustNotContainTheSecret(promised.toString());
        }
    }

    private static void context(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        try {
            mustHold(EngagementContext.decode(text).encode().equals(text));
        } catch (IllegalArgumentException promised) {
            mustHold(promised.getCause() == null);
            mustNotContainTheSecret(promised.toString());
        }
    }

    static void mustNotContainTheSecret(String text) {
        if (text.contains(SECRET)) {
            throw new AssertionError("a message repeats its input: " + text);
        }
    }

    private static void mustHold(boolean promise) {
        if (!promise) {
            throw new AssertionError("a promise was broken");
        }
    }
}
