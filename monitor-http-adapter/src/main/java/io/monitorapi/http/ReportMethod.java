package io.monitorapi.http;

/** The HTTP method of reports; the service documents both. */
public enum ReportMethod {
    /** PUT, as in the method tables of the service's documentation. */
    PUT,
    /** POST with the header X-HTTP-Method-Override, as in the service's examples; for networks that block PUT. */
    POST_WITH_OVERRIDE;

    String method() {
        return this == PUT ? "PUT" : "POST";
    }
}
