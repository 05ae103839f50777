package io.outrider.agent.task;

import io.outrider.agent.task.HeldTask.Phase;
import io.outrider.agent.task.domain.Prefetch;
import io.outrider.protocol.TaskRef;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** All tasks of this node, from the offer to the gateway's receipt for the end; counts what may be asked for. */
final class HeldTasks {

    private final Map<TaskRef, HeldTask> tasks = new ConcurrentHashMap<>();
    private Prefetch prefetch;
    private CompletableFuture<Void> room = new CompletableFuture<>();

    HeldTasks(int slots) {
        this.prefetch = Prefetch.unknown(slots);
    }

    /** Adds a task; false if it is already here. */
    boolean add(HeldTask task) {
        return tasks.putIfAbsent(task.ref, task) == null;
    }

    Optional<HeldTask> get(TaskRef ref) {
        return Optional.ofNullable(tasks.get(ref));
    }

    Collection<HeldTask> all() {
        return tasks.values();
    }

    /** Returns what the gateway gave to this node, as far as its receipt for the end is not here. */
    List<TaskRef> refs() {
        return List.copyOf(tasks.keySet());
    }

    void remove(HeldTask task) {
        tasks.remove(task.ref, task);
        changed();
    }

    synchronized int free() {
        int held = (int) tasks.values().stream()
                .filter(task -> task.phase() != Phase.ENDING)
                .count();
        return prefetch.free(held);
    }

    /** Returns a promise that is kept when something may have become free. */
    synchronized CompletableFuture<Void> room() {
        if (room.isDone()) {
            room = new CompletableFuture<>();
        }
        return room;
    }

    /** A process ended after so long. */
    void ended(double millis) {
        synchronized (this) {
            prefetch = prefetch.after(millis);
        }
        changed();
    }

    void changed() {
        CompletableFuture<Void> waiting;
        synchronized (this) {
            waiting = room;
        }
        waiting.complete(null);
    }
}
