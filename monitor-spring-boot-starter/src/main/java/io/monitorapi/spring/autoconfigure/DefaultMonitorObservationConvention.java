package io.monitorapi.spring.autoconfigure;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.monitorapi.error.MonitorException;
import io.monitorapi.spring.MonitorObservationContext;
import io.monitorapi.spring.MonitorObservationConvention;
import java.util.Locale;

/**
 * The default convention: {@code monitor.api.call} with client and operation and, once the call has completed, outcome, reason,
 * status and exception. Meters of calls in flight and of events have no outcome, because it is not known yet.
 */
final class DefaultMonitorObservationConvention implements MonitorObservationConvention {

    @Override
    public String getName() {
        return "monitor.api.call";
    }

    @Override
    public String getContextualName(MonitorObservationContext context) {
        return "monitor " + operation(context).replace('_', '-');
    }

    @Override
    public KeyValues getLowCardinalityKeyValues(MonitorObservationContext context) {
        KeyValues call =
                KeyValues.of(KeyValue.of("client", context.client()), KeyValue.of("operation", operation(context)));
        return context.isCompleted() ? call.and(outcomeKeys(context)) : call;
    }

    private static KeyValues outcomeKeys(MonitorObservationContext context) {
        MonitorException failure = context.failure();
        return KeyValues.of(
                KeyValue.of("outcome", outcome(context)),
                KeyValue.of(
                        "reason", failure == null ? "none" : failure.reason().name()),
                KeyValue.of("status", failure == null ? "none" : status(failure)),
                KeyValue.of(
                        "exception",
                        context.getError() == null
                                ? "none"
                                : context.getError().getClass().getSimpleName()));
    }

    private static String operation(MonitorObservationContext context) {
        return context.operation().name().toLowerCase(Locale.ROOT);
    }

    private static String outcome(MonitorObservationContext context) {
        MonitorException failure = context.failure();
        if (failure != null) {
            return failure.category().name();
        }
        return context.getError() == null ? "SUCCESS" : "BAD_ARGUMENT";
    }

    private static String status(MonitorException failure) {
        return failure.status().isPresent() ? String.valueOf(failure.status().getAsInt()) : "none";
    }
}
