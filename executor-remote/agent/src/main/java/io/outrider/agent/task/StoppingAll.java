package io.outrider.agent.task;

import io.outrider.agent.task.HeldTask.Phase;
import io.outrider.agent.task.domain.Stop;
import io.outrider.protocol.ReportStatus;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Ends all tasks because the agent ends: SIGTERM, then SIGKILL, then a moment for the gateway to hear of it. Each stop is in the
 * journal, so what it does not hear now it hears after the next start. Takes at most {@value #MAX_SECONDS} seconds.
 */
final class StoppingAll {

    static final Stop STOP = new Stop(ReportStatus.FAILED, "the agent was stopped");

    private static final int MAX_SECONDS = 9;
    private static final int KILL_AFTER_SECONDS = 5;
    private static final int HEAR_SECONDS = 2;
    private static final long LOOK_MILLIS = 20;

    private final HeldTasks tasks;
    private final Instructions instructions;
    private final SlotRunning slots;
    private final Stopping stopping;

    StoppingAll(HeldTasks tasks, Instructions instructions, SlotRunning slots, Stopping stopping) {
        this.tasks = tasks;
        this.instructions = instructions;
        this.slots = slots;
        this.stopping = stopping;
    }

    void run() throws InterruptedException {
        long from = System.nanoTime();
        instructions.takeNoMore();
        slots.startNoMore();
        tasks.all().forEach(task -> stopping.stop(task, STOP, KILL_AFTER_SECONDS));
        waitFor(() -> !runs(), from + TimeUnit.SECONDS.toNanos(KILL_AFTER_SECONDS));
        while (runs() && System.nanoTime() - from < TimeUnit.SECONDS.toNanos(MAX_SECONDS)) {
            // Again and again: one that was just being started had no process to kill before.
            tasks.all().forEach(task -> task.live().ifPresent(live -> Thread.startVirtualThread(live::kill)));
            waitFor(() -> !runs(), System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(10 * LOOK_MILLIS));
        }
        long end = from + TimeUnit.SECONDS.toNanos(MAX_SECONDS);
        long heard = System.nanoTime() + TimeUnit.SECONDS.toNanos(HEAR_SECONDS);
        waitFor(() -> tasks.all().isEmpty(), heard - end < 0 ? heard : end);
    }

    private boolean runs() {
        return tasks.all().stream().map(HeldTask::phase).anyMatch(p -> p == Phase.STARTING || p == Phase.RUNNING);
    }

    private static void waitFor(BooleanSupplier done, long until) throws InterruptedException {
        while (!done.getAsBoolean() && System.nanoTime() - until < 0) {
            Thread.sleep(LOOK_MILLIS);
        }
    }
}
