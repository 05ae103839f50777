package io.outrider.outbox;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/** The share of the machine's processors that is busy, or of the container's where there is a limit; looked at a few times a second. */
final class MachineLoad {

    private static final long LOOK_NANOS = Duration.ofMillis(250).toNanos();

    /** One look says little of a quarter of a second ago; a second of looks does. */
    private static final double WEIGHT = 0.3;

    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private static volatile double load;
    private static volatile long looked = System.nanoTime() - LOOK_NANOS;

    private MachineLoad() {}

    /** Returns the load, from 0 to 1; 0 where the system does not tell. */
    static double now() {
        if (System.nanoTime() - looked >= LOOK_NANOS) {
            look();
        }
        return load;
    }

    private static synchronized void look() {
        long now = System.nanoTime();
        if (now - looked < LOOK_NANOS) {
            return;
        }
        looked = now;
        double recent = SYSTEM.getCpuLoad();
        if (recent >= 0) {
            load += WEIGHT * (recent - load);
        }
    }
}
