package io.monitorapi.clicktochat;

import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.error.MonitorException;
import io.monitorapi.session.Visitor;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells a page whether its button may be shown now. */
@RestController
class EngagementController {

    private static final String COOKIE = "visitor";

    private final MonitorService monitor;

    EngagementController(MonitorService monitor) {
        this.monitor = monitor;
    }

    @GetMapping("/engagement")
    ResponseEntity<Button> engagement(@CookieValue(name = COOKIE, required = false) @Nullable String known) {
        String key = known == null || known.isBlank() ? UUID.randomUUID().toString() : known;
        EngagementResult result = monitor.getEngagement(Visitor.of(key), EngagementRequest.empty());
        ResponseCookie cookie = ResponseCookie.from(COOKIE, key)
                .httpOnly(true)
                .sameSite("Lax")
                .path("/")
                .build();
        return ResponseEntity.ok()
                .header(HttpHeaders.SET_COOKIE, cookie.toString())
                .body(Button.of(result));
    }

    /** Chat is decoration: a page goes on without its button when the service does not answer. */
    @ExceptionHandler(MonitorException.class)
    ResponseEntity<Button> unanswered(MonitorException failure) {
        return ResponseEntity.ok(Button.unavailable());
    }
}
