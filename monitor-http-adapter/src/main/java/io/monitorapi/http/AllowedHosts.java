package io.monitorapi.http;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Decides which hosts the Domain API may name. Its response is not trusted, as requests with the ids of consumers are sent to
 * the host that it names.
 */
final class AllowedHosts {

    private static final List<String> SUFFIXES = List.of(".liveperson.net", ".liveperson.com");

    /** Letters, digits and hyphens; not {@code xn--} labels, as letters of other scripts can look alike. */
    private static final String LABEL = "(?!..--)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";

    private static final Pattern HOST = Pattern.compile(LABEL + "(\\." + LABEL + ")+(:443)?");
    private static final Pattern CONFIGURED = Pattern.compile("[a-z0-9.-]{1,253}(:\\d{1,5})?");
    private static final int LONGEST = 253;

    private final Set<String> allowed;

    /** Takes hosts as {@code host:port}, which are allowed in addition to those of the vendor. */
    AllowedHosts(Collection<String> allowed) {
        this.allowed = allowed.stream().map(AllowedHosts::lower).collect(Collectors.toUnmodifiableSet());
    }

    /** {@return the origin of a host that the Domain API named, empty if it is not allowed} */
    Optional<String> origin(String named) {
        String host = lower(named);
        boolean configured = allowed.contains(host) || allowed.contains(host + ":443");
        return configured || isVendorHost(host) ? Optional.of("https://" + host) : Optional.empty();
    }

    private static boolean isVendorHost(String host) {
        String name = host.endsWith(":443") ? host.substring(0, host.length() - 4) : host;
        return name.length() <= LONGEST
                && HOST.matcher(host).matches()
                && SUFFIXES.stream().anyMatch(name::endsWith);
    }

    /** {@return a host of the configuration, in lower case; throws {@link IllegalArgumentException} if it is not valid} */
    static String requireHost(String field, String host, boolean portRequired) {
        boolean valid = CONFIGURED.matcher(lower(host)).matches()
                && hasValidPort(host, portRequired)
                && URI.create("https://" + host).getHost() != null;
        if (!valid) {
            String form = portRequired ? "host:port" : "a host, or host:port";
            throw new IllegalArgumentException(field + " must be " + form + ", without scheme and path");
        }
        return lower(host);
    }

    private static boolean hasValidPort(String host, boolean required) {
        int colon = host.indexOf(':');
        if (colon < 0) {
            return !required;
        }
        int port = Integer.parseInt(host.substring(colon + 1));
        return port >= 1 && port <= 65_535;
    }

    private static String lower(String host) {
        return host.toLowerCase(Locale.ROOT);
    }
}
