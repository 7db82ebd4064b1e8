package io.monitorapi.spring.outbox;

import com.github.kagkarlsson.scheduler.ScheduledExecution;
import com.github.kagkarlsson.scheduler.ScheduledExecutionsFilter;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import io.monitorapi.engagement.Report;
import io.monitorapi.internal.Arguments;
import io.monitorapi.session.Visitor;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The outbox of one client: each report is a task of db-scheduler. */
record DbSchedulerReportOutbox(
        String client,
        Scheduler scheduler,
        OutboxTransaction transaction,
        OutboxClients clients,
        OutboxTable table,
        EntryCodec codec,
        RowIds ids,
        OutboxProperties properties,
        InstantSource clock)
        implements ReportOutbox {

    private static final int LONGEST_KEY = 256;

    @Override
    public void submit(Visitor visitor, Report report) {
        OutboxEntry entry = entry(visitor, report, null);
        transaction.run(() -> {
            insert(entry);
            return true;
        });
    }

    @Override
    public boolean submit(Visitor visitor, Report report, String key) {
        Arguments.requireText("key", key);
        if (key.length() > LONGEST_KEY) {
            throw new IllegalArgumentException("key must have at most " + LONGEST_KEY + " characters");
        }
        OutboxEntry entry = entry(visitor, report, key);
        return transaction.run(() -> {
            boolean isNew = insertKey(key);
            if (isNew) {
                insert(entry);
            }
            return isNew;
        });
    }

    private OutboxEntry entry(Visitor visitor, Report report, @Nullable String key) {
        Objects.requireNonNull(visitor, "visitor");
        if (!report.impressions().isEmpty()) {
            throw new IllegalArgumentException(
                    "a report with impressions cannot be delivered later, because impressions"
                            + " belong to the visitor's session of now: call MonitorService.report with the impressions, and submit"
                            + " the engagement attributes");
        }
        return OutboxEntry.of(client, visitor, report, key);
    }

    /** As a batch of one, because db-scheduler looks for an existing row before any other insert. */
    private void insert(OutboxEntry entry) {
        String id = ids.next(entry.client(), entry.visitor());
        scheduler.scheduleBatch(
                List.of(new TaskInstance<>(OutboxTasks.WAITING, id, codec.encode(id, entry))), clock.instant());
    }

    private boolean insertKey(String key) {
        TaskInstance<byte[]> row = new TaskInstance<>(OutboxTasks.KEY, ids.ofKey(client, key));
        Instant expiry = clock.instant().plus(properties.retention());
        return transaction.unlessDuplicate(
                () -> scheduler.scheduleIfNotExists(row, expiry),
                () -> scheduler.getScheduledExecution(row).isPresent());
    }

    @Override
    public ReportOutbox forClient(String name) {
        clients.get(name);
        return new DbSchedulerReportOutbox(name, scheduler, transaction, clients, table, codec, ids, properties, clock);
    }

    @Override
    public long waiting() {
        return table.waiting();
    }

    @Override
    public List<EndedReport> ended(int limit) {
        Arguments.requireAtLeast("limit", 1, limit);
        List<EndedReport> reports = new ArrayList<>();
        scheduler.fetchScheduledExecutionsForTask(
                OutboxTasks.ENDED,
                byte[].class,
                ScheduledExecutionsFilter.all().limit(limit),
                row -> reports.add(endedReport(row)));
        return reports;
    }

    private EndedReport endedReport(ScheduledExecution<byte[]> row) {
        String id = row.getTaskInstance().getId();
        Instant ended = row.getExecutionTime().minus(properties.retention());
        try {
            OutboxEntry entry = codec.decode(id, row.getData());
            OutboxEntry.End end = entry.end();
            return entry.toEndedReport(id, end == null ? new OutboxEntry.End(ReportOutcome.EXPIRED, null, ended) : end);
        } catch (UnreadableEntryException unreadable) {
            return new EndedReport(id, "unknown", ReportOutcome.EXPIRED, null, null, ended);
        }
    }

    @Override
    public boolean resubmit(String id) {
        TaskInstanceId row = OutboxTasks.id(OutboxTasks.ENDED, id);
        return transaction.run(() -> {
            Optional<ScheduledExecution<Object>> ended = scheduler.getScheduledExecution(row);
            if (ended.isEmpty()) {
                return false;
            }
            try {
                insert(codec.decode(id, (byte[]) ended.get().getData()).waiting());
            } catch (UnreadableEntryException unreadable) {
                return false;
            }
            scheduler.cancel(row);
            return true;
        });
    }

    /** Omits the collaborators. */
    @Override
    public String toString() {
        return "ReportOutbox[client=" + client + "]";
    }
}
