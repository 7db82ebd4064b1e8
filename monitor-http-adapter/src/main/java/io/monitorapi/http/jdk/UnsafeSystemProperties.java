package io.monitorapi.http.jdk;

import org.jspecify.annotations.Nullable;

/** System properties under which the JDK's client breaks promises of this transport; they hold for the whole JVM. */
final class UnsafeSystemProperties {

    private static final String NO_HOST_VERIFICATION = "jdk.internal.httpclient.disableHostnameVerification";
    private static final String RETRY_ALL_METHODS = "jdk.httpclient.enableAllMethodRetry";

    private UnsafeSystemProperties() {}

    /**
     * Checks that none of them is set.
     *
     * @throws IllegalStateException if one is set
     */
    static void check() {
        if (System.getProperty(NO_HOST_VERIFICATION) != null) {
            throw refusal(NO_HOST_VERIFICATION, "certificates would be accepted for any host");
        }
        if (isTrue(System.getProperty(RETRY_ALL_METHODS))) {
            throw refusal(
                    RETRY_ALL_METHODS,
                    "requests that may have been processed would be repeated, sessions opened twice");
        }
    }

    /** As the JDK reads it: the empty text is true, too. */
    private static boolean isTrue(@Nullable String value) {
        return value != null && (value.isEmpty() || Boolean.parseBoolean(value));
    }

    private static IllegalStateException refusal(String property, String consequence) {
        return new IllegalStateException("The system property " + property + " is set: " + consequence
                + ". Remove it, or use the transport on Apache HttpClient 5.");
    }
}
