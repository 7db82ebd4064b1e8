package io.monitorapi.spring.outbox;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;

/** The tasks of db-scheduler that the outbox consists of; each report and each key is a row. */
final class OutboxTasks {

    /** A report that waits for its delivery; due when it is to be delivered. */
    static final String WAITING = "monitor-report";

    /** A report that ended without a delivery; due when it is to be deleted. */
    static final String ENDED = "monitor-report-ended";

    /** An idempotency key; due when it is to be deleted. */
    static final String KEY = "monitor-report-key";

    private OutboxTasks() {}

    static Task<byte[]> waiting(ReportDelivery delivery) {
        return Tasks.custom(WAITING, byte[].class)
                .onDeadExecution(delivery::deadExecution)
                .execute(delivery::execute);
    }

    /** Ends with its first execution, which deletes the row. */
    static Task<byte[]> expiring(String name) {
        return Tasks.oneTime(name, byte[].class).execute((instance, context) -> {});
    }

    static TaskInstanceId id(String task, String id) {
        return TaskInstanceId.of(task, id);
    }
}
