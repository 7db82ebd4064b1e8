package io.monitorapi.retry;

/** The leave to make an attempt, which is settled with what the attempt found; passes are told apart by identity. */
final class Pass {

    private final boolean probe;

    private Pass(boolean probe) {
        this.probe = probe;
    }

    /** Lets everybody through, as long as the gate stays open. */
    static Pass free() {
        return new Pass(false);
    }

    /** Lets one attempt through a shut gate. */
    static Pass probe() {
        return new Pass(true);
    }

    boolean isProbe() {
        return probe;
    }
}
