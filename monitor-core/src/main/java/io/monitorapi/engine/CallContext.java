package io.monitorapi.engine;

import io.monitorapi.port.Deadline;
import io.monitorapi.session.Visitor;

/**
 * What every call has, whatever it sends.
 *
 * @param visitor whom the call is for
 * @param deadline when the call ends at the latest
 * @param events publishes the events of the call
 * @param epoch the epoch of forgotten visitors in which the call starts
 * @param singleFlight tells whether other calls wait for the session that the call opens
 */
record CallContext(
        Visitor visitor, Deadline deadline, CallEventPublisher events, long epoch, SessionSingleFlight singleFlight) {}
