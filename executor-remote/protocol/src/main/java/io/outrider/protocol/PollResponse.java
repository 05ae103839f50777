package io.outrider.protocol;

import java.util.List;

/**
 * What the gateway has to say; 204 without a body means nothing, poll again.
 *
 * @param offers tasks to accept, at most {@code freeSlots}; each is open for acceptance for {@code acceptSeconds}
 * @param cancels tasks to stop
 * @param gone tasks of {@code running} that this node must not run (any more): stop them, report nothing
 * @param leaseSeconds how long an accepted task may run without a renewal
 * @param acceptSeconds how long an offer may be accepted, counted from this answer
 * @param pollSeconds how long the gateway parks a poll
 * @param retryAfterMillis pause before the next poll; 0: at once
 */
public record PollResponse(
        List<Offer> offers,
        List<Cancel> cancels,
        List<TaskRef> gone,
        int leaseSeconds,
        int acceptSeconds,
        int pollSeconds,
        int retryAfterMillis) {

    public PollResponse {
        offers = Expect.list("offers", offers, 10_000);
        cancels = Expect.list("cancels", cancels, 20_000);
        gone = Expect.list("gone", gone, 20_000);
        Expect.that(leaseSeconds >= 1, "leaseSeconds", "at least 1", leaseSeconds);
        Expect.that(acceptSeconds >= 1, "acceptSeconds", "at least 1", acceptSeconds);
        Expect.that(pollSeconds >= 1, "pollSeconds", "at least 1", pollSeconds);
        Expect.that(retryAfterMillis >= 0, "retryAfterMillis", "0 or more", retryAfterMillis);
    }
}
