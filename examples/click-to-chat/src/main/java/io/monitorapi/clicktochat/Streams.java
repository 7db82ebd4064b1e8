package io.monitorapi.clicktochat;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/**
 * All open event streams. Closes them before the web server stops, which would otherwise wait for them, and sends heartbeats,
 * because a closed connection is only detected by sending.
 */
@Component
final class Streams implements SmartLifecycle {

    private static final long HEARTBEAT_SECONDS = 15;

    private final Set<Stream> open = ConcurrentHashMap.newKeySet();
    private final int maxStreams;
    private volatile @Nullable ScheduledExecutorService heartbeat;

    Streams(ClickToChatSettings settings) {
        this.maxStreams = settings.maxStreams();
    }

    Stream open() {
        if (!isRunning() || open.size() >= maxStreams) {
            throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE);
        }
        Stream[] stream = new Stream[1];
        stream[0] = new Stream(() -> open.remove(stream[0]));
        open.add(stream[0]);
        return stream[0];
    }

    int count() {
        return open.size();
    }

    /** Creates a new scheduler each time, because an application may be stopped and started again. */
    @Override
    public void start() {
        ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "click-to-chat-heartbeat");
            thread.setDaemon(true);
            return thread;
        });
        scheduler.scheduleWithFixedDelay(
                () -> open.forEach(Stream::sendHeartbeat), HEARTBEAT_SECONDS, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
        heartbeat = scheduler;
    }

    @Override
    public void stop() {
        ScheduledExecutorService stopping = heartbeat;
        heartbeat = null;
        if (stopping != null) {
            stopping.shutdownNow();
        }
        open.forEach(Stream::complete);
    }

    @Override
    public boolean isRunning() {
        return heartbeat != null;
    }
}
