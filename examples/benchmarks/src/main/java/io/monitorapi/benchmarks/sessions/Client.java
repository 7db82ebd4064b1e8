package io.monitorapi.benchmarks.sessions;

import io.monitorapi.session.Visitor;

/** What a brand's nodes ask the service with. */
interface Client extends AutoCloseable {

    /** Makes a call of a visitor that came to a node. */
    void call(Visitor visitor, int node);

    /** {@return how many calls have been answered by the service} */
    int answered();

    @Override
    void close();
}
