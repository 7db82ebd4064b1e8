package io.monitorapi.clicktochat;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Server-sent events to one page. No thread waits for it: the connection is parked until there is something to send. */
final class Stream {

    /** Without a time limit: it ends with the page, with the server, or when nobody is found at the other end. */
    private final SseEmitter emitter = new SseEmitter(0L);

    private final Runnable atEnd;
    private @Nullable AutoCloseable source;
    private boolean ended;

    Stream(Runnable atEnd) {
        this.atEnd = atEnd;
        emitter.onCompletion(this::ended);
        emitter.onError(failure -> ended());
    }

    /** Says where events come from, which is closed together with the stream. */
    SseEmitter endingWith(AutoCloseable events) {
        synchronized (this) {
            source = events;
            if (!ended) {
                return emitter;
            }
        }
        close(events);
        return emitter;
    }

    void send(String event, Object data) {
        send(SseEmitter.event().name(event).data(data, MediaType.APPLICATION_JSON));
    }

    /** Finds out whether anybody is there. */
    void beat() {
        send(SseEmitter.event().comment("still here"));
    }

    void complete() {
        emitter.complete();
        ended();
    }

    private void send(SseEmitter.SseEventBuilder event) {
        try {
            emitter.send(event);
        } catch (IOException | IllegalStateException gone) {
            ended();
        }
    }

    private void ended() {
        AutoCloseable events;
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            events = source;
        }
        atEnd.run();
        if (events != null) {
            close(events);
        }
    }

    private static void close(AutoCloseable events) {
        try {
            events.close();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }
}
