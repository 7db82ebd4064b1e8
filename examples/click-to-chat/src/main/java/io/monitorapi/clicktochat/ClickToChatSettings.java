package io.monitorapi.clicktochat;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the example.
 *
 * @param interval the time between two requests for a visitor with an open page
 * @param maxStreams the maximum number of open event streams
 */
@ConfigurationProperties("click-to-chat")
record ClickToChatSettings(
        @DefaultValue("30s") Duration interval,
        @DefaultValue("5000") int maxStreams) {}
