package io.monitorapi.clicktochat.browser;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/**
 * One application without an account and one Chromium for all tests of this package; each test opens the page as a new visitor.
 * The circuit breaker probes the service every second, so that a test does not wait for faults of the one before.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith({BrowserInstalled.class, OneBrowser.class})
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"monitor-api.retry.max-attempts=1", "monitor-api.retry.schedule=1s"})
@interface InBrowser {}
