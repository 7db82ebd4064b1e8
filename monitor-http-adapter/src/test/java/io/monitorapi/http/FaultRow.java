package io.monitorapi.http;

import io.monitorapi.error.ErrorCategory;
import io.monitorapi.error.ErrorClassifier;
import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * A row of the fault matrix.
 *
 * @param id the number, with N for the network or H for HTTP
 * @param fault what the server does
 * @param category the category of the first failure, null if there is none
 * @param reason the reason of the first failure, null if there is none
 * @param sent whether the service can have seen the first request
 * @param again which requests are repeated: H opens a session, S is sent in a session, R is a report without ids
 * @param bound the time limit of an attempt: connect, attempt, or now if the fault is detected at once
 * @param pair the visitor's session afterwards: kept, new or dropped
 * @param pause the retry-after of the service in seconds, null if there is none
 * @param elsewhere where the row is tested, empty if it is tested by FaultMatrixTest
 */
record FaultRow(
        String id,
        String fault,
        ErrorCategory category,
        Reason reason,
        Sent sent,
        String again,
        String bound,
        String pair,
        Long pause,
        String elsewhere) {

    static List<FaultRow> all() {
        return lines("fault-matrix.csv", FaultRow::of);
    }

    /** Reads the lines of a table except the first. */
    static <T> List<T> lines(String table, Function<String, T> reader) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(FaultRow.class.getResourceAsStream(table)), StandardCharsets.UTF_8))) {
            return lines.lines().skip(1).map(reader).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static List<FaultRow> runHere() {
        return all().stream().filter(row -> row.elsewhere().isEmpty()).toList();
    }

    private static FaultRow of(String line) {
        String[] cell = line.split(",", 10);
        return new FaultRow(
                cell[0],
                cell[1],
                cell[2].isEmpty() ? null : ErrorCategory.valueOf(cell[2]),
                cell[3].isEmpty() ? null : Reason.valueOf(cell[3]),
                cell[4].isEmpty() ? null : Sent.valueOf(cell[4]),
                cell[5],
                cell[6],
                cell[7],
                cell[8].isEmpty() ? null : Long.valueOf(cell[8]),
                cell[9]);
    }

    int attempts(char kind) {
        return again.indexOf(kind) >= 0 ? 2 : 1;
    }

    /** Whether the server receives a request. */
    boolean reaches() {
        return sent != Sent.NO || fault.startsWith("proxy");
    }

    /** Whether the connection cannot be reused, as no complete response was received on it. */
    boolean breaksTheConnection() {
        return reason != null
                && !pair.equals("new")
                && (sent != Sent.YES || reason == Reason.TOO_LARGE)
                && !ErrorClassifier.isFromProxy(reason)
                && !fault.equals("backlog full");
    }

    @Override
    public String toString() {
        return id + " " + fault;
    }
}
