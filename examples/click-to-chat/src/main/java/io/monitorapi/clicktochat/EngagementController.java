package io.monitorapi.clicktochat;

import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.error.MonitorException;
import io.monitorapi.session.Visitor;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Returns whether the button may be shown now; sufficient for a page without live updates. */
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

    /** The page is served without the button when the call fails. */
    @ExceptionHandler(MonitorException.class)
    Button failed(MonitorException failure) {
        return Button.unavailable();
    }
}
