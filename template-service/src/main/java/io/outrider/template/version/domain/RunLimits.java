package io.outrider.template.version.domain;

/** What one container may use; 0 leaves it to the executor. */
public record RunLimits(int memoryMb, int cpuMillis, int pids) {
    public static final RunLimits NONE = new RunLimits(0, 0, 0);
}
