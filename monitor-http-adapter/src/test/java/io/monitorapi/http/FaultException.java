package io.monitorapi.http;

import io.monitorapi.error.ErrorCategory;
import io.monitorapi.error.Reason;
import io.monitorapi.error.Sent;
import java.util.List;

/**
 * A fault that one transport tells otherwise than the matrix does. There is only one way to do so: it finds the answer
 * unreadable, at once, and then nothing is sent again and the connection is closed.
 *
 * @param transport the transport
 * @param fault what the server does
 * @param why why the transport cannot do better
 */
record FaultException(Transport transport, String fault, String why) {

    static List<FaultException> all() {
        return FaultRow.lines("fault-exceptions.csv", FaultException::of);
    }

    private static FaultException of(String line) {
        String[] cell = line.split(",", 3);
        return new FaultException(Transport.valueOf(cell[0]), cell[1], cell[2]);
    }

    static FaultRow on(Transport transport, FaultRow row) {
        boolean otherwise = all().stream()
                .anyMatch(exception -> exception.transport == transport && exception.fault.equals(row.fault()));
        return otherwise ? unreadable(row) : row;
    }

    private static FaultRow unreadable(FaultRow row) {
        return new FaultRow(
                row.id(),
                row.fault(),
                ErrorCategory.REQUEST,
                Reason.UNREADABLE,
                Sent.MAYBE,
                "",
                "now",
                "kept",
                null,
                row.elsewhere());
    }
}
