package io.monitorapi.spring.jdbc;

import io.monitorapi.session.SessionRecord;
import io.monitorapi.spring.store.SessionRecordCodec;
import java.sql.Types;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SqlParameterValue;

/**
 * What takes a record's place.
 *
 * @param record the next record, or null for none
 * @param kept how long it is kept
 */
record RecordReplacement(@Nullable SessionRecord record, Duration kept) {

    boolean isNothing() {
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
