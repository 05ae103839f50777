package io.outrider.stack.infrastructure;

import io.outrider.stack.process.FreePorts;

/** The loopback ports of the infrastructure. */
public record InfrastructurePorts(int kafka, int kafkaController, int postgres, int registry, int registryManagement) {

    /** Returns the documented ports, or the next free ones where they are taken. */
    public static InfrastructurePorts preferred(FreePorts free) {
        return new InfrastructurePorts(
                free.prefer(19_092),
                free.prefer(19_093),
                free.prefer(15_432),
                free.prefer(18_080),
                free.prefer(19_000));
    }

    /** Returns ports for a test that runs beside others. */
    public static InfrastructurePorts any(FreePorts free) {
        return new InfrastructurePorts(free.any(), free.any(), free.any(), free.any(), free.any());
    }
}
