package io.monitorapi.http;

import io.monitorapi.session.SessionRecord;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Makes the URIs of the Monitor API for one account and app installation; what never changes is encoded once. */
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

    /** {@return the URI of a method of the service, with the ids of the record} */
    URI uri(String origin, String method, @Nullable SessionRecord record) {
        return URI.create(origin + path + method + version + ids(record) + onBehalf);
    }

    private static String ids(@Nullable SessionRecord record) {
        if (record == null) {
            return "";
        }
        String vid = "&vid=" + PercentEncoding.encode(record.visitorId());
        return record instanceof SessionRecord.Paired paired
                ? vid + "&sid=" + PercentEncoding.encode(paired.session().sessionId())
                : vid;
    }
}
