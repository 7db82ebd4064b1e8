package io.monitorapi.availability;

import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.session.Visitor;
import java.util.Objects;

/**
 * What is asked of the service; watches of an equal one share their polls.
 *
 * @param visitor of whom
 * @param request with what
 */
record PollKey(Visitor visitor, EngagementRequest request) {

    PollKey {
        Objects.requireNonNull(visitor, "visitor");
        Objects.requireNonNull(request, "request");
    }
}
