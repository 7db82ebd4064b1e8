package io.monitorapi.http;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;

/** Parses a configured URI, which must consist of scheme, host and port. */
final class OriginParser {

    private OriginParser() {}

    /** {@return the origin, such as {@code https://va.v.liveperson.net}} */
    static String parse(String field, URI uri) {
        Objects.requireNonNull(uri, field);
        require("https".equalsIgnoreCase(uri.getScheme()), field, "must begin with https://");
        require(uri.getRawUserInfo() == null, field, "must not contain credentials");
        require(uri.getHost() != null, field, "must contain a host, such as https://va.v.liveperson.net");
        require(uri.getRawQuery() == null && uri.getRawFragment() == null, field, "must not have a query or fragment");
        require(uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"), field, "must not have a path");
        require(
                uri.getPort() == -1 || (uri.getPort() >= 1 && uri.getPort() <= 65_535),
                field,
                "must have a valid port");
        String port = uri.getPort() == -1 ? "" : ":" + uri.getPort();
        return "https://" + uri.getHost().toLowerCase(Locale.ROOT) + port;
    }

    private static void require(boolean valid, String field, String rule) {
        if (!valid) {
            throw new IllegalArgumentException(field + " " + rule);
        }
    }
}
