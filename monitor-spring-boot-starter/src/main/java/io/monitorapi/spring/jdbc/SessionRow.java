package io.monitorapi.spring.jdbc;

import io.monitorapi.spring.store.DecodedRecord;
import io.monitorapi.spring.store.SessionRecordCodec;

/**
 * The row of one visitor.
 *
 * @param payload the encoded record, empty if there is none or it has expired
 * @param generation the generation that an update must match
 * @param claimed whether a caller is opening a session
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SessionRow(byte[] payload, long generation, boolean claimed) {

    boolean hasRecord() {
        return payload.length > 0;
    }

    DecodedRecord value() {
        return SessionRecordCodec.read(payload);
    }
}
