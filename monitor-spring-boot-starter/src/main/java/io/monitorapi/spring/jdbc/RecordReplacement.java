package io.monitorapi.spring.jdbc;

import io.monitorapi.session.SessionRecord;
import io.monitorapi.spring.store.SessionRecordCodec;
import java.sql.Types;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SqlParameterValue;

/**
 * The new value of a row.
 *
 * @param record the new record, or null to delete the current one
 * @param retention how long the record is kept
 */
record RecordReplacement(@Nullable SessionRecord record, Duration retention) {

    boolean isDeletion() {
        return record == null;
    }

    boolean hasSession() {
        return record instanceof SessionRecord.Paired;
    }

    long generation() {
        return record == null ? 0 : record.generation();
    }

    SqlParameterValue parameter() {
        return new SqlParameterValue(Types.VARBINARY, record == null ? null : SessionRecordCodec.write(record));
    }
}
