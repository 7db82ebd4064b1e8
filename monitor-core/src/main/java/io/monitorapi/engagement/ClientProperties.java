package io.monitorapi.engagement;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Describes the consumer's app and device; the service uses it for troubleshooting only.
 *
 * <p>Source: Monitoring API, Methods, Engagement, "clientProperties". Immutable; made by {@link #builder()}.
 *
 * @param appVersion the app's version, or null
 * @param deviceFamily what kind of device it is, or null
 * @param ipAddress the consumer's IPv4 address, or null
 * @param osName the operating system, or null
 * @param osVersion the operating system's version, or null
 */
public record ClientProperties(
        @Nullable String appVersion,
        @Nullable DeviceFamily deviceFamily,
        @Nullable String ipAddress,
        @Nullable OsName osName,
        @Nullable String osVersion) {

    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");

    /** Checks the address; throws {@link IllegalArgumentException} when it is not an IPv4 address. */
    public ClientProperties {
        if (ipAddress != null && !IPV4.matcher(ipAddress).matches()) {
            throw new IllegalArgumentException(
                    "ipAddress must be an IPv4 address, such as 192.0.2.1; ipAddress(InetAddress) leaves an IPv6 address out");
        }
    }

    /** {@return an empty builder} */
    public static Builder builder() {
        return new Builder();
    }

    /** Leaves the address out. */
    @Override
    public String toString() {
        return "ClientProperties[appVersion=" + appVersion + ", deviceFamily=" + deviceFamily + ", osName=" + osName
                + ", osVersion=" + osVersion + "]";
    }

    /** What kind of device the consumer uses. */
    public enum DeviceFamily {
        /** A desktop or laptop computer. */
        DESKTOP,
        /** A tablet. */
        TABLET,
        /** A telephone. */
        MOBILE
    }

    /** The operating systems that the service knows. */
    public enum OsName {
        /** Microsoft Windows. */
        WINDOWS,
        /** Apple macOS. */
        MAC_OSX,
        /** Linux. */
        LINUX,
        /** Apple iOS. */
        IOS,
        /** Google Android. */
        ANDROID
    }

    /** Gathers what is known of the device; not safe for use by several threads at once. */
    public static final class Builder {

        private @Nullable String appVersion;
        private @Nullable DeviceFamily deviceFamily;
        private @Nullable String ipAddress;
        private @Nullable OsName osName;
        private @Nullable String osVersion;

        private Builder() {}

        /**
         * Sets the version of the consumer's app.
         *
         * @param version the version, as the brand writes it
         * @return this builder
         */
        public Builder appVersion(String version) {
            this.appVersion = Objects.requireNonNull(version, "appVersion");
            return this;
        }

        /**
         * Sets what kind of device it is.
         *
         * @param family the kind
         * @return this builder
         */
        public Builder deviceFamily(DeviceFamily family) {
            this.deviceFamily = Objects.requireNonNull(family, "deviceFamily");
            return this;
        }

        /**
         * Sets the consumer's address; the service refuses other addresses than IPv4.
         *
         * @param ipv4 the address, such as {@code 192.0.2.1}
         * @return this builder
         */
        public Builder ipAddress(String ipv4) {
            this.ipAddress = Objects.requireNonNull(ipv4, "ipAddress");
            return this;
        }

        /**
         * Sets the consumer's address if the service takes it: an IPv6 address is left out.
         *
         * @param address the address, as a web server tells it
         * @return this builder
         */
        public Builder ipAddress(InetAddress address) {
            this.ipAddress = address instanceof Inet4Address ipv4 ? ipv4.getHostAddress() : null;
            return this;
        }

        /**
         * Sets the operating system.
         *
         * @param name the operating system
         * @return this builder
         */
        public Builder osName(OsName name) {
            this.osName = Objects.requireNonNull(name, "osName");
            return this;
        }

        /**
         * Sets the operating system's version.
         *
         * @param version the version, as the system writes it
         * @return this builder
         */
        public Builder osVersion(String version) {
            this.osVersion = Objects.requireNonNull(version, "osVersion");
            return this;
        }

        /**
         * {@return the client properties}
         *
         * @throws IllegalArgumentException if the address is not an IPv4 address
         */
        public ClientProperties build() {
            return new ClientProperties(appVersion, deviceFamily, ipAddress, osName, osVersion);
        }
    }
}
