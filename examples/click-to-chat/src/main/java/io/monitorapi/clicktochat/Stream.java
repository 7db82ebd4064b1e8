package io.monitorapi.clicktochat;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Server-sent events to one page. It occupies no thread while there is nothing to send. */
final class Stream {

    /** Without a time limit: it ends when the page is closed, the server stops, or sending fails. */
    private final SseEmitter emitter = new SseEmitter(0L);

    private final Runnable atEnd;
    private @Nullable AutoCloseable source;
    private boolean ended;

    Stream(Runnable atEnd) {
        this.atEnd = atEnd;
        emitter.onCompletion(this::end);
        emitter.onError(failure -> end());
    }

    /** Sets the source of the events, which is closed together with the stream. */
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

    /** Sends a comment, which fails if the page is gone. */
    void sendHeartbeat() {
        send(SseEmitter.event().comment("heartbeat"));
    }

    void complete() {
        emitter.complete();
        end();
    }

    private void send(SseEmitter.SseEventBuilder event) {
        try {
            emitter.send(event);
        } catch (IOException | IllegalStateException disconnected) {
            end();
        }
    }

    private void end() {
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
