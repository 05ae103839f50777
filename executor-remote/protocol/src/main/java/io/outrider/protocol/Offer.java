package io.outrider.protocol;

/**
 * A task that the node may accept.
 *
 * @param ref what is offered
 * @param job the job that it belongs to
 * @param nonce given back on acceptance: the same nonce twice is the same acceptance
 * @param spec all that running it needs, except secrets, which come with the acceptance
 */
public record Offer(TaskRef ref, String job, String nonce, TaskSpec spec) {

    public Offer {
        Expect.present("ref", ref);
        Expect.text("job", job, 100);
        Expect.text("nonce", nonce, 100);
        Expect.present("spec", spec);
    }
}
