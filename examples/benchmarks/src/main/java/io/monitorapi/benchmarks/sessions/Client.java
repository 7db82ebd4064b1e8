package io.monitorapi.benchmarks.sessions;

import io.monitorapi.session.Visitor;

/** The client that the nodes of a brand use. */
interface Client extends AutoCloseable {

    /** Sends a request for a visitor on a node. */
    void call(Visitor visitor, int node);

    /** {@return how many calls have been answered by the service} */
    int answered();

    @Override
    void close();
}
