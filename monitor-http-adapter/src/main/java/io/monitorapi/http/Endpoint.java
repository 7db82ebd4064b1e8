package io.monitorapi.http;

import io.monitorapi.session.SessionRecord;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The address of the account's app installation at the service, without the host; encoded once. */
final class Endpoint {

    private final String path;
    private final String version;
    private final String onBehalf;

    Endpoint(String accountId, String appInstallationId, String apiVersion, @Nullable Boolean onBehalf) {
        this.path = "/api/account/" + PercentEncoding.encode(accountId) + "/app/"
                + PercentEncoding.encode(appInstallationId) + "/";
        this.version = "?v=" + PercentEncoding.encode(apiVersion);
        this.onBehalf = onBehalf == null ? "" : "&obh=" + onBehalf;
    }

    /** The address of a method of the service for what is known of a visitor. */
    URI of(String origin, String method, @Nullable SessionRecord known) {
        return URI.create(origin + path + method + version + ids(known) + onBehalf);
    }

    private static String ids(@Nullable SessionRecord known) {
        if (known == null) {
            return "";
        }
        String vid = "&vid=" + PercentEncoding.encode(known.visitorId());
        return known instanceof SessionRecord.Paired paired
                ? vid + "&sid=" + PercentEncoding.encode(paired.session().sessionId())
                : vid;
    }
}
