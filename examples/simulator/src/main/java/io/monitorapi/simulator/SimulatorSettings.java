package io.monitorapi.simulator;

import java.time.InstantSource;
import java.util.Objects;

/**
 * Settings of a simulator. Immutable; created by {@link #builder()}.
 *
 * @param accountId the account, 1 to 20 letters, digits and underscores
 * @param appInstallationId the app installation
 * @param port the port on the loopback interface; 0 for any free port
 * @param clock the clock that decides when sessions expire
 * @param sessionsPerSecond the number of sessions that may be opened per second; more are refused with status 503
 */
public record SimulatorSettings(
        String accountId, String appInstallationId, int port, InstantSource clock, int sessionsPerSecond) {

    /** Validates the settings; throws {@link IllegalArgumentException} with the name of an invalid one. */
    public SimulatorSettings {
        Objects.requireNonNull(clock, "clock");
        if (!accountId.matches("[a-zA-Z0-9_]{1,20}")) {
            throw new IllegalArgumentException("accountId must be 1 to 20 letters, digits and underscores");
        }
        if (appInstallationId.isBlank()) {
            throw new IllegalArgumentException("appInstallationId must not be blank");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be from 0 to 65535, but is " + port);
        }
        if (sessionsPerSecond < 1) {
            throw new IllegalArgumentException("sessionsPerSecond must be at least 1, but is " + sessionsPerSecond);
        }
    }

    /** {@return a builder with all defaults} */
    public static Builder builder() {
        return new Builder();
    }

    /** Builds settings. Not thread-safe. */
    public static final class Builder {

        private String accountId = "40001234";
        private String appInstallationId = "7d0a3c9e-5f0b-4c7e-9a51-2f6d1f0f8a11";
        private int port;
        private InstantSource clock = InstantSource.system();
        private int sessionsPerSecond = Integer.MAX_VALUE;

        private Builder() {}

        /**
         * Sets the account.
         *
         * @param id 1 to 20 letters, digits and underscores
         * @return this builder
         */
        public Builder accountId(String id) {
            this.accountId = Objects.requireNonNull(id, "accountId");
            return this;
        }

        /**
         * Sets the app installation.
         *
         * @param id not blank
         * @return this builder
         */
        public Builder appInstallationId(String id) {
            this.appInstallationId = Objects.requireNonNull(id, "appInstallationId");
            return this;
        }

        /**
         * Sets the port. Default: any free port.
         *
         * @param number 0 to 65535
         * @return this builder
         */
        public Builder port(int number) {
            this.port = number;
            return this;
        }

        /**
         * Sets the clock that decides when sessions expire. Default: the system's clock.
         *
         * @param time the clock
         * @return this builder
         */
        public Builder clock(InstantSource time) {
            this.clock = time;
            return this;
        }

        /**
         * Sets how many sessions may be opened per second. Default: no limit.
         *
         * @param limit at least 1
         * @return this builder
         */
        public Builder sessionsPerSecond(int limit) {
            this.sessionsPerSecond = limit;
            return this;
        }

        /** {@return the settings} */
        public SimulatorSettings build() {
            return new SimulatorSettings(accountId, appInstallationId, port, clock, sessionsPerSecond);
        }
    }
}
