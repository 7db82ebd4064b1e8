package io.monitorapi.availability;

import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.session.Visitor;
import java.util.Objects;

/**
 * Identifies a poll; watches with equal keys share one.
 *
 * @param visitor the visitor
 * @param request the request
 */
record PollKey(Visitor visitor, EngagementRequest request) {

    PollKey {
        Objects.requireNonNull(visitor, "visitor");
        Objects.requireNonNull(request, "request");
    }
}
