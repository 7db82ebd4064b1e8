package io.monitorapi.clicktochat;

import io.monitorapi.MonitorService;
import io.monitorapi.availability.Availability;
import io.monitorapi.availability.Watch;
import io.monitorapi.availability.WatchOptions;
import io.monitorapi.engagement.Engagement;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.engagement.Impression;
import io.monitorapi.engagement.Report;
import io.monitorapi.error.MonitorException;
import io.monitorapi.session.EngagementContext;
import io.monitorapi.session.Visitor;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Serves the button: sends its state, reports its display and handles the click. */
@RestController
class ButtonController {

    private final MonitorService monitor;
    private final Availability availability;
    private final Streams streams;
    private final WatchOptions options;

    ButtonController(MonitorService monitor, Availability availability, Streams streams, ClickToChatSettings settings) {
        this.monitor = monitor;
        this.availability = availability;
        this.streams = streams;
        this.options = WatchOptions.every(settings.interval());
    }

    /** Sends the button now and whenever it changes; several pages of one browser share one poll. */
    @GetMapping(path = "/button", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter button(Visitor visitor) {
        Stream stream = streams.open();
        Watch watch = availability.watch(
                visitor, EngagementRequest.empty(), options, state -> stream.send("button", Button.of(state)));
        return stream.endingWith(watch);
    }

    /**
     * Reports that the page displays the button. The context identifies the offer on any node. The response does not wait for the
     * report; if the session has ended in the meantime, the next event brings another offer.
     */
    @PostMapping("/button/displayed")
    ResponseEntity<Void> displayed(Visitor visitor, @RequestParam String context) {
        monitor.reportAsync(visitor, Report.of(Impression.display(decoded(context))));
        return ResponseEntity.accepted().build();
    }

    /** Handles the click: requests the engagement again, because agents may have gone offline, and hands over to messaging. */
    @PostMapping(path = "/button/clicked", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> clicked(Visitor visitor) {
        EngagementResult result = monitor.getEngagement(visitor, EngagementRequest.empty());
        Engagement conversation = result.activeConversation().orElse(null);
        if (conversation != null) {
            return ResponseEntity.ok(new Resumption(String.valueOf(conversation.conversationId())));
        }
        if (result.handover().isEmpty()) {
            return ResponseEntity.status(HttpStatus.CONFLICT).body(Button.of(result));
        }
        monitor.report(visitor, Report.of(Impression.accept(result.available().orElseThrow())));
        return ResponseEntity.ok(result.handover().orElseThrow().toJson());
    }

    private static EngagementContext decoded(String context) {
        try {
            return EngagementContext.decode(context);
        } catch (IllegalArgumentException invalid) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "context is not an encoded engagement context");
        }
    }

    @ExceptionHandler(MonitorException.class)
    ResponseEntity<Void> failed(MonitorException failure) {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build();
    }

    /**
     * What a chat window needs to continue a conversation.
     *
     * @param conversationId the conversation
     */
    record Resumption(String conversationId) {}
}
