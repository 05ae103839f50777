package io.outrider.protocol;

import java.util.List;

/**
 * {@code POST /agent/v1/leases}: these tasks are still in hand. Sent every third of a lease, for all of them at once.
 *
 * @param refs at most 20,000
 */
public record LeaseRequest(List<TaskRef> refs) {

    public LeaseRequest {
        refs = Expect.list("refs", refs, 20_000);
    }
}
