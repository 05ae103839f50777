package io.outrider.protocol;

import java.util.List;

/**
 * {@code POST /agent/v1/tasks/accept}: the agent takes these offers. Sent again after a lost answer, it has the same answer.
 *
 * @param accepts at most 10,000
 */
public record AcceptRequest(List<Accept> accepts) {

    public AcceptRequest {
        accepts = Expect.list("accepts", accepts, 10_000);
    }

    /**
     * The acceptance of one offer.
     *
     * @param ref the offer's
     * @param nonce the offer's
     */
    public record Accept(TaskRef ref, String nonce) {

        public Accept {
            Expect.present("ref", ref);
            Expect.text("nonce", nonce, 100);
        }
    }
}
