package io.monitorapi.retry;

import java.time.Duration;

/** What the gate says to a call that wants to make an attempt. */
sealed interface Admission {

    /** The attempt may be made now. */
    record Admitted(Pass pass) implements Admission {}

    /** The call is to ask again after this time, unless the gate calls it up sooner. */
    record Held(Duration time) implements Admission {}

    /** The call will not be let through in its time. */
    record TurnedAway(Duration retryAfter) implements Admission {}
}
