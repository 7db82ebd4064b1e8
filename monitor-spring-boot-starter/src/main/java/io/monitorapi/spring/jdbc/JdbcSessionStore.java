package io.monitorapi.spring.jdbc;

import io.monitorapi.port.SessionStore;
import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.SessionRecord.Paired;
import io.monitorapi.session.SessionRecord.VisitorOnly;
import io.monitorapi.session.Visitor;
import io.monitorapi.spring.store.DecodedRecord;
import io.monitorapi.spring.store.DecodedRecord.Current;
import io.monitorapi.spring.store.TimeLimitedExecutor;
import io.monitorapi.spring.store.VisitorKeys;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Keeps records in a database that many nodes share: one table, one row for each visitor.
 *
 * <p>Statements run on the threads of the {@link TimeLimitedExecutor}, so never in a transaction of the caller. Made for
 * PostgreSQL and H2. Safe for use by any thread.
 */
public final class JdbcSessionStore implements SessionStore {

    private final SessionTable table;
    private final VisitorKeys keys;
    private final Duration retention;
    private final TimeLimitedExecutor calls;

    /**
     * Makes a store; nothing is connected yet, and the table has to be there.
     *
     * @param database where the table is
     * @param keys names the visitors
     * @param tableName the table, which stands in the statements as it is: never take it from outside
     * @param retention how long a record is kept after it was written, at least a millisecond
     * @param calls bounds the time; not closed with the store, which has nothing to close
     */
    public JdbcSessionStore(
            DataSource database, VisitorKeys keys, String tableName, Duration retention, TimeLimitedExecutor calls) {
        this.table = new SessionTable(database, tableName, calls.timeout());
        this.keys = keys;
        this.retention = retention;
        this.calls = calls;
    }

    @Override
    public Optional<SessionRecord> find(Visitor visitor) {
        String key = keys.keyOf(visitor);
        return Optional.ofNullable(readable(calls.call(() -> table.row(key))));
    }

    @Override
    public Claim claim(Visitor visitor, Duration lease) {
        String key = keys.keyOf(visitor);
        String token = UUID.randomUUID().toString();
        return calls.call(() -> {
            Claim claim = null;
            while (claim == null) {
                claim = claim(key, token, lease);
            }
            return claim;
        });
    }

    /** Null when somebody else has changed the row meanwhile. */
    private @Nullable Claim claim(String key, String token, Duration lease) {
        SessionRow row = table.row(key);
        if (row == null) {
            return table.insertClaim(key, token, lease) ? new Claim.Granted(token, null) : null;
        }
        SessionRecord record = readable(row);
        if (record instanceof Paired paired) {
            return new Claim.Present(paired);
        }
        if (row.claimed()) {
            return new Claim.Taken();
        }
        return table.claim(key, row.generation(), token, lease) ? new Claim.Granted(token, (VisitorOnly) record) : null;
    }

    @Override
    public void release(Visitor visitor, Claim.Granted granted) {
        String key = keys.keyOf(visitor);
        calls.run(() -> table.release(key, granted.token()));
    }

    @Override
    public boolean replace(Visitor visitor, long expectedGeneration, @Nullable SessionRecord next) {
        String key = keys.keyOf(visitor);
        RecordReplacement record = new RecordReplacement(next, next == null ? Duration.ZERO : retention);
        return calls.call(() -> {
            boolean replaced = table.replace(key, expectedGeneration, record);
            return replaced || (expectedGeneration == 0 && replaceNone(key, record));
        });
    }

    private boolean replaceNone(String key, RecordReplacement next) {
        Boolean replaced = null;
        while (replaced == null) {
            replaced = tryToReplaceNone(key, next);
        }
        return replaced;
    }

    /** Null when somebody else has changed the row meanwhile, or what stood in the way is gone. */
    private @Nullable Boolean tryToReplaceNone(String key, RecordReplacement next) {
        if ((!next.isNothing() && table.insert(key, next)) || table.replace(key, 0, next)) {
            return true;
        }
        SessionRow row = table.row(key);
        if (row == null || !row.hasRecord()) {
            return next.isNothing() ? true : null;
        }
        if (!row.value().givesWayTo(next.record())) {
            // A store must not refuse what it has no record to show for: callers would try for ever.
            return row.value() instanceof DecodedRecord.Newer;
        }
        table.discard(key, row);
        return null;
    }

    @Override
    public void forget(Visitor visitor) {
        String key = keys.keyOf(visitor);
        calls.run(() -> table.delete(key));
    }

    private static @Nullable SessionRecord readable(@Nullable SessionRow row) {
        return row != null && row.value() instanceof Current current ? current.record() : null;
    }
}
