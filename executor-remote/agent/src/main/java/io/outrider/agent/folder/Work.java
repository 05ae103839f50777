package io.outrider.agent.folder;

import io.outrider.protocol.Offer;
import java.util.Map;

/**
 * A task that was taken: all that starting it takes.
 *
 * @param secrets values by reference, as they come with the acceptance; none before
 */
public record Work(Offer offer, Map<String, String> secrets) {

    public Work {
        secrets = Map.copyOf(secrets);
    }

    @Override
    public String toString() {
        return "Work[" + offer.ref() + "]";
    }
}
