package io.monitorapi.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The User-Agent header: this library with its version, and the product that the application adds. */
final class UserAgent {

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}";
    private static final Pattern PRODUCT = Pattern.compile(TOKEN + "(/" + TOKEN + ")?");

    private UserAgent() {}

    static String of(@Nullable String suffix) {
        String own = "monitor-sdk/" + version();
        return suffix == null ? own : own + " " + suffix;
    }

    static String requireSuffix(String suffix) {
        if (!PRODUCT.matcher(suffix).matches()) {
            throw new IllegalArgumentException(
                    "userAgentSuffix must be a name, or name/version, of ASCII letters, digits, '-', '.' and '_'");
        }
        return suffix;
    }

    private static String version() {
        try (InputStream file = UserAgent.class.getResourceAsStream("sdk.properties")) {
            Properties sdk = new Properties();
            if (file != null) {
                sdk.load(file);
            }
            return sdk.getProperty("version", "unknown");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
