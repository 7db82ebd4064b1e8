package io.monitorapi.http;

/** How reports are sent; the service documents both ways. */
public enum ReportMethod {
    /** PUT, as the tables of the service's methods say. */
    PUT,
    /** POST with the header X-HTTP-Method-Override, as the service's examples have it; for networks that let no PUT pass. */
    POST_WITH_OVERRIDE;

    String method() {
        return this == PUT ? "PUT" : "POST";
    }
}
