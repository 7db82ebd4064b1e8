package io.monitorapi.http;

import io.monitorapi.error.ErrorCategory;
import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import java.util.List;

/**
 * A fault that one transport reports differently from the matrix. In each case the request may have been sent, the session is
 * kept and the connection is closed.
 *
 * @param transport the transport
 * @param fault what the server does
 * @param reason the reason of the failure
 * @param again which requests are repeated, as in the matrix
 * @param bound the time limit of an attempt, as in the matrix
 * @param why why the transport differs
 */
record FaultException(Transport transport, String fault, Reason reason, String again, String bound, String why) {

    static List<FaultException> all() {
        return FaultRow.lines("fault-exceptions.csv", FaultException::of);
    }

    private static FaultException of(String line) {
        String[] cell = line.split(",", 6);
        return new FaultException(
                Transport.valueOf(cell[0]), cell[1], Reason.valueOf(cell[2]), cell[3], cell[4], cell[5]);
    }

    /** {@return the row as it applies to this transport} */
    static FaultRow on(Transport transport, FaultRow row) {
        return all().stream()
                .filter(exception -> exception.transport == transport && exception.fault.equals(row.fault()))
                .findFirst()
                .map(exception -> exception.insteadOf(row))
                .orElse(row);
    }

    private FaultRow insteadOf(FaultRow row) {
        return new FaultRow(
                row.id(),
                row.fault(),
                ErrorCategory.REQUEST,
                reason,
                Sent.MAYBE,
                again,
                bound,
                "kept",
                null,
                row.elsewhere());
    }
}
