package io.monitorapi.spring.jdbc;

import io.monitorapi.spring.store.DecodedRecord;
import io.monitorapi.spring.store.SessionRecordCodec;

/**
 * What the table has of one visitor.
 *
 * @param payload the record's value, empty when there is none or it has expired
 * @param generation what a change has to name
 * @param claimed whether somebody is opening a session
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
