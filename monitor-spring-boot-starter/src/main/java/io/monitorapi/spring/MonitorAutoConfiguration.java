package io.monitorapi.spring;

import io.monitorapi.MonitorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;

/**
 * Makes a {@link MonitorService} from {@code monitor-api.*}; each of its parts backs off when the application has its own.
 *
 * <p>Without an account there is no client, and one line in the log says so.
 */
@AutoConfiguration(after = SslAutoConfiguration.class)
@EnableConfigurationProperties(MonitorProperties.class)
@Import({MonitorHttpConfiguration.class, MonitorSessionConfiguration.class, MonitorServiceConfiguration.class})
public final class MonitorAutoConfiguration {

    private static final Logger log = LoggerFactory.getLogger(MonitorAutoConfiguration.class);

    MonitorAutoConfiguration(MonitorProperties properties) {
        if (MonitorProperties.textOrNull(properties.accountId()) == null) {
            log.info("No MonitorService over HTTP: set monitor-api.account-id to have one");
        }
    }
}
