package io.outrider.agent.folder;

import io.outrider.protocol.Offer;
import java.util.Map;

/**
 * An accepted task: all that starting it takes.
 *
 * @param secrets values by reference, as they came with the acceptance
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
