package io.monitorapi.benchmarks.sessions;

import io.monitorapi.session.Visitor;

/** The client that the nodes of a brand use. */
interface Client extends AutoCloseable {

    /** Sends a request for a visitor on a node. */
    void call(Visitor visitor, int node);

    /** {@return the number of calls that succeeded} */
    int succeeded();

    @Override
    void close();
}
