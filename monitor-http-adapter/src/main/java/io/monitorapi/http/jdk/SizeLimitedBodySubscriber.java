package io.monitorapi.http.jdk;

import io.monitorapi.http.transport.ContentLength;
import io.monitorapi.http.transport.DeadlineTimer;
import io.monitorapi.port.Deadline;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Collects a body up to a largest size and until a deadline; beyond them it cancels the subscription, which closes the
 * connection. The client's own timeout does not cover the body. The reader gets the body before the future completes.
 */
final class SizeLimitedBodySubscriber implements BodySubscriber<byte[]> {

    private static final byte[] EMPTY = {};

    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private final int maxBody;
    private final long declared;
    private final Deadline deadline;
    private final DeadlineTimer timer;
    private final Consumer<byte[]> reader;
    private final CompletableFuture<?> started;
    private byte[] bytes = EMPTY;
    private int length;
    private Flow.@Nullable Subscription subscription;
    private volatile DeadlineTimer.@Nullable Timeout timeout;
    private volatile boolean ended;

    SizeLimitedBodySubscriber(
            ResponseInfo head,
            int maxBody,
            Deadline deadline,
            DeadlineTimer timer,
            Consumer<byte[]> reader,
            CompletableFuture<?> started) {
        this.maxBody = maxBody;
        this.declared = declaredLength(head.headers());
        this.deadline = deadline;
        this.timer = timer;
        this.reader = reader;
        this.started = started;
    }

    private static long declaredLength(HttpHeaders headers) {
        return ContentLength.of(
                headers.allValues("content-length"), headers.map().containsKey("transfer-encoding"));
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription buffers) {
        subscription = buffers;
        if (declared == ContentLength.AMBIGUOUS) {
            end(BodyReadException.Kind.LENGTH_AMBIGUOUS);
            return;
        }
        if (declared > maxBody) {
            end(BodyReadException.Kind.TOO_LARGE);
            return;
        }
        bytes = declared > 0 ? new byte[(int) declared] : EMPTY;
        buffers.request(Long.MAX_VALUE);
        if (!ended) {
            startTimeout();
        }
    }

    private void startTimeout() {
        try {
            timeout = timer.schedule(deadline, () -> end(BodyReadException.Kind.TOO_LATE));
        } catch (RejectedExecutionException closed) {
            end(BodyReadException.Kind.TOO_LATE);
        }
        // Another thread may have received the rest of the body meanwhile.
        if (ended) {
            stopTimeout();
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
        stopTimeout();
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        stopTimeout();
        byte[] complete = length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
        if (!body.isDone()) {
            reader.accept(complete);
        }
        started.thenRun(() -> body.complete(complete));
    }

    private void end(BodyReadException.Kind kind) {
        stopTimeout();
        // The failure must come first, as newer JDKs report the cancellation as a lost connection.
        body.completeExceptionally(new BodyReadException(kind, maxBody));
        if (subscription != null) {
            subscription.cancel();
        }
    }

    private void stopTimeout() {
        ended = true;
        DeadlineTimer.Timeout pending = timeout;
        if (pending != null) {
            pending.cancel();
        }
    }
}
