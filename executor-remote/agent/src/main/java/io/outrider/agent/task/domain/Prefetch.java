package io.outrider.agent.task.domain;

import java.time.Duration;

/**
 * How many tasks to hold ready beyond those that run, so that a slot need not wait for a round trip: what the node ends in one and a
 * half seconds, by an average that forgets within a second. Short tasks are fetched ahead, and several come with one answer; long ones
 * are not, as they would wait here while another node is idle. Never more processes than slots run in any case.
 *
 * @param slots tasks that run side by side
 * @param perSecond tasks that ended in a second, as of {@code nanos}
 * @param nanos monotonic time of the last end
 */
public record Prefetch(int slots, double perSecond, long nanos) {

    private static final double AHEAD_SECONDS = 1.5;
    private static final double MEMORY_SECONDS = 1;
    private static final int MOST_AHEAD = 64;

    /** More tasks are asked for when half of those ahead are left, so that none of the wait is idle time. */
    private static final double COMPANY_SHARE = 0.25;

    private static final double LONGEST_COMPANY_SECONDS = 0.3;

    /** Nothing has ended yet. */
    public static Prefetch none(int slots, long nanos) {
        return new Prefetch(slots, 0, nanos);
    }

    /**
     * Returns the state after one more task ended. One that ran for longer than anything is held ahead does not count: however many of
     * those end at the same moment, the next ones will not.
     *
     * @param ran nanoseconds from its start to its end
     */
    public Prefetch ended(long ran, long now) {
        return ran > AHEAD_SECONDS * 1e9 ? this : new Prefetch(slots, pace(now) + 1 / MEMORY_SECONDS, now);
    }

    /** Returns how many tasks may wait on the node. One end alone says nothing of a pace. */
    public int ahead(long now) {
        double repeated = Math.max(0, pace(now) - 1 / MEMORY_SECONDS);
        return (int) Math.min(MOST_AHEAD, repeated * AHEAD_SECONDS);
    }

    /**
     * Returns how many more tasks to ask for. While every slot is busy and tasks wait here, small change is not asked for: it would
     * cost a request of its own for each task.
     *
     * @param held tasks that are being accepted, wait or run
     */
    public int room(int held, long now) {
        int ahead = ahead(now);
        int room = Math.max(0, slots + ahead - held);
        boolean waiting = held >= slots + (ahead + 1) / 2;
        return waiting ? 0 : room;
    }

    /**
     * Returns how long the report of an end may wait for others, so that they share a request: a quarter of the time that the tasks
     * which wait here will last, at most 300 ms. Where none waits, a slot is idle until the report brings the next task: it goes at once.
     *
     * @param queued tasks that wait for a slot
     */
    public Duration company(int queued, long now) {
        if (queued == 0) {
            return Duration.ZERO;
        }
        double lasting = queued / Math.max(pace(now), 1e-3);
        return Duration.ofMillis((long) (1_000 * Math.min(LONGEST_COMPANY_SECONDS, lasting * COMPANY_SHARE)));
    }

    private double pace(long now) {
        return perSecond * Math.exp(-Math.max(0, now - nanos) / 1e9 / MEMORY_SECONDS);
    }
}
