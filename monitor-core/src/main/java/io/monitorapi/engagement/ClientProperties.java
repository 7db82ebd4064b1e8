package io.monitorapi.engagement;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The consumer's app and device. The service uses them for troubleshooting only.
 *
 * <p>Source: Monitoring API, Methods, Engagement, "clientProperties". Immutable; created by {@link #builder()}.
 *
 * @param appVersion the version of the app, or null
 * @param deviceFamily the type of device, or null
 * @param ipAddress the consumer's IPv4 address, or null
 * @param osName the operating system, or null
 * @param osVersion the version of the operating system, or null
 */
public record ClientProperties(
        @Nullable String appVersion,
        @Nullable DeviceFamily deviceFamily,
        @Nullable String ipAddress,
        @Nullable OsName osName,
        @Nullable String osVersion) {

    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");

    /** Validates the address; throws {@link IllegalArgumentException} if it is not an IPv4 address. */
    public ClientProperties {
        if (ipAddress != null && !IPV4.matcher(ipAddress).matches()) {
            throw new IllegalArgumentException(
                    "ipAddress must be an IPv4 address, such as 192.0.2.1; ipAddress(InetAddress) omits an IPv6 address");
        }
    }

    /** {@return an empty builder} */
    public static Builder builder() {
        return new Builder();
    }

    /** Omits the address. */
    @Override
    public String toString() {
        return "ClientProperties[appVersion=" + appVersion + ", deviceFamily=" + deviceFamily + ", osName=" + osName
                + ", osVersion=" + osVersion + "]";
    }

    /** Types of devices. */
    public enum DeviceFamily {
        /** A desktop or laptop computer. */
        DESKTOP,
        /** A tablet. */
        TABLET,
        /** A mobile phone. */
        MOBILE
    }

    /** Operating systems that the service accepts. */
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

    /** Builds client properties; not thread-safe. */
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
         * @param version the version, in any format
         * @return this builder
         */
        public Builder appVersion(String version) {
            this.appVersion = Objects.requireNonNull(version, "appVersion");
            return this;
        }

        /**
         * Sets the type of device.
         *
         * @param family the type
         * @return this builder
         */
        public Builder deviceFamily(DeviceFamily family) {
            this.deviceFamily = Objects.requireNonNull(family, "deviceFamily");
            return this;
        }

        /**
         * Sets the consumer's IP address; the service accepts IPv4 only.
         *
         * @param ipv4 the address, such as {@code 192.0.2.1}
         * @return this builder
         */
        public Builder ipAddress(String ipv4) {
            this.ipAddress = Objects.requireNonNull(ipv4, "ipAddress");
            return this;
        }

        /**
         * Sets the consumer's IP address if it is an IPv4 address; an IPv6 address is omitted.
         *
         * @param address the address, as a web server provides it
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
         * Sets the version of the operating system.
         *
         * @param version the version, in any format
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
