package io.monitorapi.http.jdk;

import io.monitorapi.http.transport.DeadlineTimer;
import io.monitorapi.port.Deadline;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Collects a body that is neither larger than allowed nor later than the deadline; else it cancels the subscription, which
 * closes the connection. The request's own timeout ends with the headers. Whoever reads the body gets it first.
 */
final class BoundedBodySubscriber implements BodySubscriber<byte[]> {

    private static final byte[] EMPTY = {};
    private static final long UNDECLARED = -1;
    private static final long UNCLEAR = -2;
    private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");

    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private final int maxBody;
    private final long declared;
    private final Deadline deadline;
    private final DeadlineTimer timer;
    private final Consumer<byte[]> reader;
    private final CompletableFuture<?> begun;
    private byte[] bytes = EMPTY;
    private int length;
    private Flow.@Nullable Subscription subscription;
    private volatile DeadlineTimer.@Nullable Timeout timeout;
    private volatile boolean ended;

    BoundedBodySubscriber(
            ResponseInfo head,
            int maxBody,
            Deadline deadline,
            DeadlineTimer timer,
            Consumer<byte[]> reader,
            CompletableFuture<?> begun) {
        this.maxBody = maxBody;
        this.declared = length(head.headers());
        this.deadline = deadline;
        this.timer = timer;
        this.reader = reader;
        this.begun = begun;
    }

    /** Several lengths, or one beside chunks, are how answers are smuggled into a connection. */
    private static long length(HttpHeaders headers) {
        List<String> lengths = headers.map().getOrDefault("content-length", List.of());
        if (lengths.isEmpty()) {
            return UNDECLARED;
        }
        String length = lengths.get(0);
        boolean clear = Collections.frequency(lengths, length) == lengths.size()
                && !headers.map().containsKey("transfer-encoding")
                && LENGTH.matcher(length).matches();
        return clear ? Long.parseLong(length) : UNCLEAR;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription parts) {
        subscription = parts;
        if (declared == UNCLEAR) {
            end(BodyReadException.Kind.LENGTH_UNCLEAR);
            return;
        }
        if (declared > maxBody) {
            end(BodyReadException.Kind.TOO_LARGE);
            return;
        }
        bytes = declared > 0 ? new byte[(int) declared] : EMPTY;
        parts.request(Long.MAX_VALUE);
        if (!ended) {
            setAlarm();
        }
    }

    private void setAlarm() {
        try {
            timeout = timer.schedule(deadline, () -> end(BodyReadException.Kind.TOO_LATE));
        } catch (RejectedExecutionException closed) {
            end(BodyReadException.Kind.TOO_LATE);
        }
        // Another thread may have brought the rest meanwhile.
        if (ended) {
            stopAlarm();
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            if (body.isDone()) {
                return;
            }
            int size = buffer.remaining();
            if (length + size > maxBody) {
                end(BodyReadException.Kind.TOO_LARGE);
                return;
            }
            if (length + size > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.min(maxBody, Math.max(length + size, 2 * bytes.length)));
            }
            buffer.get(bytes, length, size);
            length += size;
        }
    }

    @Override
    public void onError(Throwable failure) {
        stopAlarm();
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        stopAlarm();
        byte[] whole = length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
        if (!body.isDone()) {
            reader.accept(whole);
        }
        begun.thenRun(() -> body.complete(whole));
    }

    private void end(BodyReadException.Kind kind) {
        stopAlarm();
        // The failure comes first: newer JDKs report the cancelling as a lost connection.
        body.completeExceptionally(new BodyReadException(kind, maxBody));
        if (subscription != null) {
            subscription.cancel();
        }
    }

    private void stopAlarm() {
        ended = true;
        DeadlineTimer.Timeout set = timeout;
        if (set != null) {
            set.cancel();
        }
    }
}
