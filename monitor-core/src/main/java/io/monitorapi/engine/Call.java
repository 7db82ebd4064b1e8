package io.monitorapi.engine;

import io.monitorapi.port.Deadline;
import io.monitorapi.port.Operation;
import io.monitorapi.session.Visitor;
import java.util.concurrent.CompletableFuture;

/** One call of the application, from its beginning to its end. */
abstract class Call<T> {

    final Machinery machinery;
    private final CallCompletion<T> ending;

    Call(Machinery machinery, Operation operation, Visitor visitor, Deadline deadline) {
        this.machinery = machinery;
        this.ending = new CallCompletion<>(machinery, operation, visitor, deadline);
    }

    abstract CompletableFuture<T> run();

    Visitor visitor() {
        return ending.visitor();
    }

    Deadline deadline() {
        return ending.deadline();
    }

    CallCompletion<T> ending() {
        return ending;
    }

    void start() {
        MonitorExceptions.guarded(this::run).whenComplete(ending::come);
    }
}
