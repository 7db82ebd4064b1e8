package io.monitorapi.clicktochat;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "click-to-chat-heart");
        thread.setDaemon(true);
        return thread;
    });
    private final int most;
    private volatile boolean running;

    Streams(ClickToChatSettings settings) {
        this.most = settings.maxStreams();
    }

    Stream open() {
        if (!running || open.size() >= most) {
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

    @Override
    public void start() {
        running = true;
        heart.scheduleWithFixedDelay(() -> open.forEach(Stream::beat), BEAT_SECONDS, BEAT_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void stop() {
        running = false;
        heart.shutdownNow();
        open.forEach(Stream::complete);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
