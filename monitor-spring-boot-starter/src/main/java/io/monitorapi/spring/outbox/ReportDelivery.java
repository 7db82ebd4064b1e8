package io.monitorapi.spring.outbox;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceException;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.SchedulableInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import io.monitorapi.CallOptions;
import io.monitorapi.attribute.EngagementAttribute;
import io.monitorapi.engagement.ReportReceipt;
import io.monitorapi.engagement.ReportReceipt.RefusedAttribute;
import io.monitorapi.error.ErrorCategory;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Delivers one waiting report, and decides what becomes of its row. Thread-safe. */
final class ReportDelivery {

    private static final Logger log = LoggerFactory.getLogger(ReportDelivery.class);

    /** How long the reports behind one in flight wait, unless its end wakes them. */
    private static final Duration BEHIND_IN_FLIGHT = Duration.ofSeconds(2);

    /** As long as a delivery may take. */
    private static final Duration PROBE = Duration.ofSeconds(15);

    /** So that the reports that an outage stopped do not all become due at the same time. */
    private static final Duration SPREAD = Duration.ofSeconds(10);

    private final OutboxClients clients;
    private final EntryCodec codec;
    private final OutboxTable table;
    private final OutboxEvents events;
    private final OutboxProperties properties;
    private final InstantSource clock;
    private final Map<String, OutageGate> gates = new ConcurrentHashMap<>();

    ReportDelivery(
            OutboxClients clients,
            EntryCodec codec,
            OutboxTable table,
            OutboxEvents events,
            OutboxProperties properties,
            InstantSource clock) {
        this.clients = clients;
        this.codec = codec;
        this.table = table;
        this.events = events;
        this.properties = properties;
        this.clock = clock;
    }

    /** Never throws, because db-scheduler would log the failure with its stack trace. */
    CompletionHandler<byte[]> execute(TaskInstance<byte[]> row, ExecutionContext context) {
        try {
            return deliver(row, context);
        } catch (RuntimeException failure) {
            log.warn("A report of the outbox was not delivered, next attempt later: {}", describe(failure));
            return again(context, pause(context, Duration.ZERO), null);
        }
    }

    private CompletionHandler<byte[]> deliver(TaskInstance<byte[]> row, ExecutionContext context) {
        Instant now = clock.instant();
        if (isExpired(row.getId(), now)) {
            return expired(row, context, null);
        }
        OutboxTable.Neighbor before = table.firstBefore(row.getId());
        if (before != null) {
            Instant soon = now.plus(BEHIND_IN_FLIGHT);
            return postponed(before.due().isBefore(soon) ? soon : before.due());
        }
        OutboxEntry entry = codec.decode(row.getId(), row.getData());
        OutageGate gate = gates.computeIfAbsent(entry.client(), client -> new OutageGate());
        Instant closedUntil = gate.enter(now, PROBE);
        if (closedUntil != null) {
            return postponed(closedUntil.plusMillis(ThreadLocalRandom.current().nextLong(SPREAD.toMillis())));
        }
        try {
            ReportReceipt receipt = clients.get(entry.client())
                    .report(
                            entry.visitor(),
                            entry.report(),
                            CallOptions.defaults().withRepeatable(entry.idempotent()));
            gate.open();
            return receipt.refused().isEmpty()
                    ? delivered(row.getId(), entry, context)
                    : refused(row.getId(), entry, receipt.refused(), context);
        } catch (MonitorException failure) {
            return failed(row, entry, failure, gate, context);
        }
    }

    private CompletionHandler<byte[]> failed(
            TaskInstance<byte[]> row,
            OutboxEntry entry,
            MonitorException failure,
            OutageGate gate,
            ExecutionContext context) {
        Duration pause = pause(context, failure.retryAfter().orElse(Duration.ZERO));
        if (DeliveryRules.isOutage(failure.reason())) {
            gate.close(clock.instant().plus(pause));
        } else {
            gate.open();
        }
        ReportOutcome outcome = DeliveryRules.outcome(failure, entry.idempotent());
        if (outcome != null) {
            return ended(row.getId(), entry, outcome, failure.reason(), context);
        }
        return isExpired(row.getId(), clock.instant().plus(pause))
                ? expired(row, context, failure.reason())
                : again(context, pause, failure);
    }

    /** A node ended during a delivery, so it is not known whether the report was processed. */
    void deadExecution(ExecutionComplete complete, ExecutionOperations<byte[]> operations) {
        String id = complete.getExecution().getId();
        OutboxEntry entry = null;
        try {
            entry = codec.decode(
                    id, (byte[]) complete.getExecution().taskInstance.getData());
        } catch (UnreadableEntryException unreadable) {
            log.warn("{}", unreadable.getMessage());
        }
        if (entry == null || entry.idempotent()) {
            operations.reschedule(complete, clock.instant());
        } else {
            end(id, entry, ReportOutcome.UNCERTAIN, null, operations);
        }
    }

    private CompletionHandler<byte[]> delivered(String id, OutboxEntry entry, ExecutionContext context) {
        return (complete, operations) -> {
            operations.remove();
            OutboxEntry.End end = new OutboxEntry.End(ReportOutcome.DELIVERED, null, clock.instant());
            events.publish(entry.toEndedReport(id, end));
            wakeNext(id, context.getSchedulerClient());
        };
    }

    /** Salvage stops when the service fails in the middle: what is left is delivered later, and refused only by the service. */
    private CompletionHandler<byte[]> refused(
            String id, OutboxEntry entry, List<RefusedAttribute> refused, ExecutionContext context) {
        List<EngagementAttribute> attributes =
                refused.stream().map(RefusedAttribute::attribute).toList();
        OutboxEntry rest = entry.with(entry.report().with(attributes));
        MonitorException failure = refused.stream()
                .map(RefusedAttribute::failure)
                .filter(each -> each.category() != ErrorCategory.APPLICATION)
                .findFirst()
                .orElse(refused.get(0).failure());
        ReportOutcome outcome = DeliveryRules.outcome(failure, entry.idempotent());
        if (outcome != null) {
            return ended(id, rest, outcome, failure.reason(), context);
        }
        Instant next = clock.instant().plus(pause(context, Duration.ZERO));
        return (complete, operations) -> operations.reschedule(complete, next, codec.encode(id, rest));
    }

    /** A row that cannot be decrypted is kept as it is: another node may have the secret. */
    private CompletionHandler<byte[]> expired(
            TaskInstance<byte[]> row, ExecutionContext context, @Nullable Reason reason) {
        try {
            OutboxEntry entry = codec.decode(row.getId(), row.getData());
            return ended(row.getId(), entry, ReportOutcome.EXPIRED, reason, context);
        } catch (UnreadableEntryException unreadable) {
            log.warn("A report of the outbox expired: {}", unreadable.getMessage());
            return (complete, operations) -> {
                operations.removeAndScheduleNew(endedRow(row.getId(), row.getData()));
                wakeNext(row.getId(), context.getSchedulerClient());
            };
        }
    }

    private CompletionHandler<byte[]> ended(
            String id, OutboxEntry entry, ReportOutcome outcome, @Nullable Reason reason, ExecutionContext context) {
        return (complete, operations) -> {
            end(id, entry, outcome, reason, operations);
            wakeNext(id, context.getSchedulerClient());
        };
    }

    private void end(
            String id,
            OutboxEntry entry,
            ReportOutcome outcome,
            @Nullable Reason reason,
            ExecutionOperations<byte[]> operations) {
        OutboxEntry.End end = new OutboxEntry.End(outcome, reason, clock.instant());
        operations.removeAndScheduleNew(endedRow(id, codec.encode(id, entry.ended(end))));
        log.warn("A report of the outbox ended: client={}, outcome={}, reason={}", entry.client(), outcome, reason);
        events.publish(entry.toEndedReport(id, end));
    }

    private SchedulableInstance<byte[]> endedRow(String id, byte[] data) {
        return SchedulableInstance.of(
                new TaskInstance<>(OutboxTasks.ENDED, id, data), clock.instant().plus(properties.retention()));
    }

    /** Counts as a failure, so that db-scheduler counts the attempts. */
    private CompletionHandler<byte[]> again(
            ExecutionContext context, Duration pause, @Nullable MonitorException failure) {
        Instant now = clock.instant();
        return (complete, operations) -> operations.reschedule(
                ExecutionComplete.failure(context.getExecution(), now, now, failure), now.plus(pause));
    }

    private static CompletionHandler<byte[]> postponed(Instant until) {
        return (complete, operations) -> operations.reschedule(complete, until);
    }

    private void wakeNext(String id, SchedulerClient scheduler) {
        OutboxTable.Neighbor next = table.firstAfter(id);
        if (next != null && !next.inFlight() && next.due().isAfter(clock.instant())) {
            try {
                scheduler.reschedule(OutboxTasks.id(OutboxTasks.WAITING, next.id()), clock.instant());
            } catch (TaskInstanceException concurrentlyPicked) {
                log.trace("the next report of a visitor was picked or removed by another thread");
            }
        }
    }

    private boolean isExpired(String id, Instant at) {
        return !at.isBefore(RowIds.submitted(id).plus(properties.maxAge()));
    }

    private static Duration pause(ExecutionContext context, Duration retryAfter) {
        return DeliverySchedule.pause(context.getExecution().consecutiveFailures, retryAfter);
    }

    private static String describe(RuntimeException failure) {
        return failure instanceof UnreadableEntryException
                ? String.valueOf(failure.getMessage())
                : failure.getClass().getName();
    }
}
