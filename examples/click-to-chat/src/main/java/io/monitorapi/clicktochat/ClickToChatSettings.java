package io.monitorapi.clicktochat;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the example.
 *
 * @param interval how often the service is asked for each visitor whose page is open
 * @param maxStreams most pages that are kept up to date at the same time
 */
@ConfigurationProperties("click-to-chat")
record ClickToChatSettings(
        @DefaultValue("30s") Duration interval,
        @DefaultValue("5000") int maxStreams) {}
