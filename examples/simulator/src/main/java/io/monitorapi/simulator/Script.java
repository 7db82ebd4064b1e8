package io.monitorapi.simulator;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** What the simulator answers to engagement and report instead of its own answers. Safe for use by any thread. */
public final class Script {

    private final Queue<ScriptedAnswer> next = new ConcurrentLinkedQueue<>();
    private volatile @Nullable ScriptedAnswer always;
    private volatile CountDownLatch silence = new CountDownLatch(1);

    Script() {}

    /**
     * Answers the next requests, each answer once.
     *
     * @param answers the answers, in order
     */
    public void next(ScriptedAnswer... answers) {
        next(1, answers);
    }

    /**
     * Answers the next requests, the whole sequence several times.
     *
     * @param times how often
     * @param answers the answers, in order
     */
    public void next(int times, ScriptedAnswer... answers) {
        for (int i = 0; i < times; i++) {
            for (ScriptedAnswer answer : answers) {
                next.add(answer);
            }
        }
    }

    /**
     * Answers every request for which nothing else is scripted, until the script is cleared.
     *
     * @param answer the answer
     */
    public void always(ScriptedAnswer answer) {
        always = answer;
    }

    /** Forgets what was scripted and ends every silence. */
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
    ScriptedAnswer poll() {
        ScriptedAnswer answer = next.poll();
        return answer == null ? always : answer;
    }
}
