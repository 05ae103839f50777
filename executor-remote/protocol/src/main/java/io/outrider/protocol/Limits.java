package io.outrider.protocol;

/**
 * What one container may use; 0 means the agent's default.
 *
 * @param memoryMb MiB
 * @param cpuMillis thousandths of a core
 * @param pids processes and threads
 */
public record Limits(int memoryMb, int cpuMillis, int pids) {

    public static final Limits DEFAULT = new Limits(0, 0, 0);

    public Limits {
        Expect.that(memoryMb >= 0, "limits.memoryMb", "0 or more", memoryMb);
        Expect.that(cpuMillis >= 0, "limits.cpuMillis", "0 or more", cpuMillis);
        Expect.that(pids >= 0, "limits.pids", "0 or more", pids);
    }
}
