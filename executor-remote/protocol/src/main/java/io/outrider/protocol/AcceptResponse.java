package io.outrider.protocol;

import java.util.List;
import java.util.Map;

/**
 * Which of the offers the agent now owns. Only these may be started.
 *
 * @param accepted owned, with their leases
 * @param refused not owned: forget them
 */
public record AcceptResponse(List<Accepted> accepted, List<Refused> refused) {

    public AcceptResponse {
        accepted = Expect.list("accepted", accepted, 10_000);
        refused = Expect.list("refused", refused, 10_000);
    }

    /**
     * An acceptance that counts.
     *
     * @param ref the task
     * @param leaseSeconds counted from this answer; renew every third of it
     * @param secrets values of the secret references in the spec; kept in memory only
     */
    public record Accepted(TaskRef ref, int leaseSeconds, Map<String, String> secrets) {

        public Accepted {
            Expect.present("ref", ref);
            Expect.that(leaseSeconds >= 1, "leaseSeconds", "at least 1", leaseSeconds);
            secrets = Expect.map("secrets", secrets, 10_000);
        }

        @Override
        public String toString() {
            return "Accepted[ref=" + ref + ", leaseSeconds=" + leaseSeconds + ", secrets=" + secrets.keySet() + "]";
        }
    }

    /**
     * An acceptance that came too late.
     *
     * @param ref the task
     * @param reason for the agent's log
     */
    public record Refused(TaskRef ref, String reason) {

        public Refused {
            Expect.present("ref", ref);
            reason = reason == null ? "" : reason;
        }
    }
}
