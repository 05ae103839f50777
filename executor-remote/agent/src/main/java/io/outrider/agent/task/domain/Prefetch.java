package io.outrider.agent.task.domain;

/**
 * How many tasks to hold ready beyond those that run, so that a slot need not wait for a round trip. Short tasks are fetched ahead;
 * long ones are not, as they would wait here while another node is idle. Never more processes than slots run in any case.
 *
 * @param slots tasks that run side by side
 * @param averageMillis of the last tasks
 */
public record Prefetch(int slots, double averageMillis) {

    // A round trip of report, poll and accept on a busy gateway.
    private static final double ROUND_TRIP_MILLIS = 50;
    private static final double WEIGHT_OF_LAST = 0.1;

    /** Nothing is known yet: as if tasks were long. */
    public static Prefetch unknown(int slots) {
        return new Prefetch(slots, 10_000);
    }

    public Prefetch after(double millis) {
        // The first short ones count more, or it takes dozens of tasks to forget the assumption.
        double before = Math.min(averageMillis, 20 * (millis + 1));
        return new Prefetch(slots, before + WEIGHT_OF_LAST * (millis - before));
    }

    /** Returns how many tasks may wait on the node. */
    public int tasks() {
        double duringRoundTrip = slots * ROUND_TRIP_MILLIS / Math.max(1, averageMillis);
        return Math.min(2 * slots, (int) duringRoundTrip);
    }

    /**
     * Returns how many more tasks to ask for; never more than slots, as the protocol counts.
     *
     * @param held tasks that are being accepted, wait or run
     */
    public int free(int held) {
        return Math.clamp((long) slots + tasks() - held, 0, slots);
    }
}
