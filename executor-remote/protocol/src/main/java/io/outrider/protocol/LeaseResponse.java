package io.outrider.protocol;

import java.util.List;

/**
 * How the leases stand.
 *
 * @param renewed with a lease that begins anew
 * @param gone not this node's any more: stop the work, report nothing
 * @param cancels among the renewed, those that have to stop
 */
public record LeaseResponse(List<Renewed> renewed, List<TaskRef> gone, List<Cancel> cancels) {

    public LeaseResponse {
        renewed = Expect.list("renewed", renewed, 20_000);
        gone = Expect.list("gone", gone, 20_000);
        cancels = Expect.list("cancels", cancels, 20_000);
    }

    /**
     * A lease that begins anew.
     *
     * @param ref the task
     * @param leaseSeconds counted from this answer
     */
    public record Renewed(TaskRef ref, int leaseSeconds) {

        public Renewed {
            Expect.present("ref", ref);
            Expect.that(leaseSeconds >= 1, "leaseSeconds", "at least 1", leaseSeconds);
        }
    }
}
