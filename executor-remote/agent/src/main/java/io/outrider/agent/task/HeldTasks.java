package io.outrider.agent.task;

import io.outrider.agent.task.HeldTask.Phase;
import io.outrider.agent.task.domain.Prefetch;
import io.outrider.protocol.TaskRef;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** All tasks of this node, from the offer to the gateway's receipt for the end; counts what may be asked for. */
final class HeldTasks {

    private final Map<TaskRef, HeldTask> tasks = new ConcurrentHashMap<>();
    private final Object arrival = new Object();
    private final int slots;
    private Prefetch prefetch;
    private CompletableFuture<Void> change = new CompletableFuture<>();

    HeldTasks(int slots) {
        this.slots = slots;
        this.prefetch = Prefetch.none(slots, System.nanoTime());
    }

    /** Adds a task; false if it is already here. */
    boolean add(HeldTask task) {
        boolean added = tasks.putIfAbsent(task.ref, task) == null;
        synchronized (arrival) {
            arrival.notifyAll();
        }
        return added;
    }

    /** Waits until a task is here. */
    void awaitAny() throws InterruptedException {
        synchronized (arrival) {
            while (tasks.isEmpty()) {
                arrival.wait();
            }
        }
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

    /** Removes a task; false if it was not here. */
    boolean remove(HeldTask task) {
        boolean removed = tasks.remove(task.ref, task);
        changed();
        return removed;
    }

    /** Returns how many slots neither run a task nor have one waiting. */
    int free() {
        return Math.max(0, slots - held());
    }

    /** Returns how many more tasks to ask for. */
    synchronized int room() {
        return prefetch.room(held(), System.nanoTime());
    }

    /** Returns how long the report of an end may wait for others. */
    Duration company() {
        int queued = (int) tasks.values().stream()
                .filter(task -> task.phase() == Phase.QUEUED)
                .count();
        synchronized (this) {
            return prefetch.company(queued, System.nanoTime());
        }
    }

    private int held() {
        return (int) tasks.values().stream()
                .filter(task -> task.phase() != Phase.ENDING)
                .count();
    }

    /** Returns a promise that is kept when something may have become free. */
    synchronized CompletableFuture<Void> change() {
        if (change.isDone()) {
            change = new CompletableFuture<>();
        }
        return change;
    }

    /** A process ended that was started at this monotonic time. */
    void ended(long startedNanos) {
        long now = System.nanoTime();
        synchronized (this) {
            prefetch = prefetch.ended(now - startedNanos, now);
        }
        changed();
    }

    void changed() {
        CompletableFuture<Void> waiting;
        synchronized (this) {
            waiting = change;
        }
        waiting.complete(null);
    }
}
