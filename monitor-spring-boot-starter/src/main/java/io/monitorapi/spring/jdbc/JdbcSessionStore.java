package io.monitorapi.spring.jdbc;

import io.monitorapi.port.SessionStore;
import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.SessionRecord.Paired;
import io.monitorapi.session.SessionRecord.VisitorOnly;
import io.monitorapi.session.Visitor;
import io.monitorapi.spring.store.CompareAndSetLoop;
import io.monitorapi.spring.store.DecodedRecord;
import io.monitorapi.spring.store.DecodedRecord.Current;
import io.monitorapi.spring.store.StoreClock;
import io.monitorapi.spring.store.TimeLimitedExecutor;
import io.monitorapi.spring.store.VisitorKeys;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A session store in a database that several nodes share: one table with one row per visitor.
 *
 * <p>Statements run on the threads of the {@link TimeLimitedExecutor}, so never in a transaction of the caller. Supports
 * PostgreSQL, MariaDB, MySQL and H2. Thread-safe.
 */
public final class JdbcSessionStore implements SessionStore {

    private static final String NO_TOKEN = "";

    private final SessionTable table;
    private final VisitorKeys keys;
    private final Duration retention;
    private final TimeLimitedExecutor calls;
    private final StoreClock clock;

    /**
     * Creates a store without connecting. The table must exist.
     *
     * @param database the database with the table
     * @param keys derives the keys of visitors
     * @param tableName the table name, inserted into the statements unchanged: must not come from user input
     * @param retention how long a record is kept after a write, at least 1 ms
     * @param calls runs the commands within a time limit; not closed by this store
     */
    public JdbcSessionStore(
            DataSource database, VisitorKeys keys, String tableName, Duration retention, TimeLimitedExecutor calls) {
        this(database, keys, tableName, retention, calls, new StoreClock());
    }

    JdbcSessionStore(
            DataSource database,
            VisitorKeys keys,
            String tableName,
            Duration retention,
            TimeLimitedExecutor calls,
            StoreClock clock) {
        this.table = new SessionTable(database, tableName, calls.timeout());
        this.keys = keys;
        this.retention = retention;
        this.calls = calls;
        this.clock = clock;
    }

    @Override
    public Optional<SessionRecord> find(Visitor visitor) {
        String key = keys.keyOf(visitor);
        return calls.call(() -> {
            clock.synchronize(table::now);
            return Optional.ofNullable(recordIn(table.row(key, NO_TOKEN)));
        });
    }

    @Override
    public Claim claim(Visitor visitor, Duration lease) {
        String key = keys.keyOf(visitor);
        String token = UUID.randomUUID().toString();
        return calls.call(() -> {
            clock.synchronize(table::now);
            return CompareAndSetLoop.untilDone(() -> claim(key, token, lease));
        });
    }

    /** Returns null if another node changed the row between the statements. */
    private @Nullable Claim claim(String key, String token, Duration lease) {
        SessionRow row = table.row(key, token);
        if (row == null) {
            return table.insertClaim(key, token, lease) ? new Claim.Granted(token, null) : null;
        }
        SessionRecord record = recordIn(row);
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
        return calls.call(() -> {
            clock.synchronize(table::now);
            RecordReplacement record = next == null
                    ? new RecordReplacement(null, Duration.ZERO)
                    : new RecordReplacement(clock.toStoreTime(next), retention);
            boolean replaced = table.replace(key, expectedGeneration, record);
            return replaced
                    || (expectedGeneration == 0 && CompareAndSetLoop.untilDone(() -> tryReplaceAbsent(key, record)));
        });
    }

    /** Returns null if another node changed the row between the statements, or if an unreadable value was removed. */
    private @Nullable Boolean tryReplaceAbsent(String key, RecordReplacement next) {
        if ((!next.isDeletion() && table.insert(key, next)) || table.replace(key, 0, next)) {
            return true;
        }
        SessionRow row = table.row(key, NO_TOKEN);
        if (row == null || !row.hasRecord()) {
            return next.isDeletion() ? true : null;
        }
        if (!row.value().mayBeReplacedBy(next.record())) {
            // If replace returns false, find must return a record, or callers loop forever.
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

    @Override
    public Duration clockSkew() {
        return clock.skew();
    }

    private @Nullable SessionRecord recordIn(@Nullable SessionRow row) {
        return row != null && row.value() instanceof Current current ? clock.toNodeTime(current.record()) : null;
    }
}
