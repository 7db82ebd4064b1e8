package io.monitorapi.benchmarks.sessions;

import io.monitorapi.port.GatewayResult.Accepted;
import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.SessionRecord.Paired;
import io.monitorapi.session.Visitor;
import io.monitorapi.testkit.VirtualTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A common implementation: read the shared store, send the request, write the store. Without the store, every call opens a
 * session; every failed call is retried after 10, 30 and 90 seconds.
 */
final class NaiveClient implements Client {

    private static final List<Integer> PAUSES = List.of(10, 30, 90);

    private final SimulatedService service;
    private final SimulatedStore store;
    private final VirtualTime time;
    private int succeeded;

    NaiveClient(SimulatedService service, SimulatedStore store, VirtualTime time) {
        this.service = service;
        this.store = store;
        this.time = time;
    }

    @Override
    public void call(Visitor visitor, int node) {
        attempt(visitor, 0);
    }

    private void attempt(Visitor visitor, int failed) {
        SessionRecord record = read(visitor);
        if (service.respond(record) instanceof Accepted accepted) {
            succeeded++;
            write(visitor, record, accepted);
        } else if (failed < PAUSES.size()) {
            time.schedule(() -> attempt(visitor, failed + 1), PAUSES.get(failed), TimeUnit.SECONDS);
        }
    }

    private @Nullable SessionRecord read(Visitor visitor) {
        try {
            return store.find(visitor).orElse(null);
        } catch (IllegalStateException unreachable) {
            return null;
        }
    }

    private void write(Visitor visitor, @Nullable SessionRecord record, Accepted accepted) {
        long generation =
                Optional.ofNullable(record).map(SessionRecord::generation).orElse(0L);
        try {
            store.replace(
                    visitor,
                    generation,
                    new Paired(accepted.session(), time.instant(), time.instant(), generation + 1, null));
        } catch (IllegalStateException unreachable) {
            // Without the store, the session is lost.
        }
    }

    @Override
    public int succeeded() {
        return succeeded;
    }

    @Override
    public void close() {}
}
