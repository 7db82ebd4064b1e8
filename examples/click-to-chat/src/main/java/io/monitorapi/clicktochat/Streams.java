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
 * All pages that are kept up to date. Ends their streams before the web server stops, which would else wait for them, and
 * beats, as a connection that nobody listens to any more is only noticed when something is sent.
 */
@Component
final class Streams implements SmartLifecycle {

    private static final long BEAT_SECONDS = 15;

    private final Set<Stream> open = ConcurrentHashMap.newKeySet();
    private final int most;
    private volatile @Nullable ScheduledExecutorService heart;

    Streams(ClickToChatSettings settings) {
        this.most = settings.maxStreams();
    }

    Stream open() {
        if (!isRunning() || open.size() >= most) {
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

    /** A new heart each time, as an application may be stopped and started again. */
    @Override
    public void start() {
        ScheduledExecutorService beating = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "click-to-chat-heart");
            thread.setDaemon(true);
            return thread;
        });
        beating.scheduleWithFixedDelay(() -> open.forEach(Stream::beat), BEAT_SECONDS, BEAT_SECONDS, TimeUnit.SECONDS);
        heart = beating;
    }

    @Override
    public void stop() {
        ScheduledExecutorService stopping = heart;
        heart = null;
        if (stopping != null) {
            stopping.shutdownNow();
        }
        open.forEach(Stream::complete);
    }

    @Override
    public boolean isRunning() {
        return heart != null;
    }
}
