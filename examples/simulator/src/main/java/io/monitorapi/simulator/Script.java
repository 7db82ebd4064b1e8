package io.monitorapi.simulator;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Responses that replace the simulator's own for engagement and report requests. Safe for use by any thread. */
public final class Script {

    private final Queue<ScriptedResponse> next = new ConcurrentLinkedQueue<>();
    private volatile @Nullable ScriptedResponse always;
    private volatile CountDownLatch silence = new CountDownLatch(1);

    Script() {}

    /**
     * Adds responses for the next requests; each is used once.
     *
     * @param responses the responses, in order
     */
    public void next(ScriptedResponse... responses) {
        next(1, responses);
    }

    /**
     * Adds responses for the next requests; the whole sequence is used several times.
     *
     * @param times how many times the sequence is used
     * @param responses the responses, in order
     */
    public void next(int times, ScriptedResponse... responses) {
        for (int i = 0; i < times; i++) {
            for (ScriptedResponse response : responses) {
                next.add(response);
            }
        }
    }

    /**
     * Uses one response for every request that has no other scripted response, until the script is cleared.
     *
     * @param response the response
     */
    public void always(ScriptedResponse response) {
        always = response;
    }

    /** Removes all scripted responses and closes the connections that a scripted silence keeps open. */
    public void clear() {
        next.clear();
        always = null;
        CountDownLatch over = silence;
        silence = new CountDownLatch(1);
        over.countDown();
    }

    void end() {
        silence.countDown();
    }

    void awaitEndOfSilence() throws InterruptedException {
        silence.await();
    }

    @Nullable
    ScriptedResponse poll() {
        ScriptedResponse response = next.poll();
        return response == null ? always : response;
    }
}
