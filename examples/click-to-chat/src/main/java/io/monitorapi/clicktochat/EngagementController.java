package io.monitorapi.clicktochat;

import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.error.MonitorException;
import io.monitorapi.session.Visitor;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells a page once whether its button may be shown now: all that a page without live updates needs. */
@RestController
class EngagementController {

    private final MonitorService monitor;

    EngagementController(MonitorService monitor) {
        this.monitor = monitor;
    }

    @GetMapping("/engagement")
    Button engagement(Visitor visitor) {
        return Button.of(monitor.getEngagement(visitor, EngagementRequest.empty()));
    }

    /** Chat is decoration: a page goes on without its button when the service does not answer. */
    @ExceptionHandler(MonitorException.class)
    Button unanswered(MonitorException failure) {
        return Button.unavailable();
    }
}
