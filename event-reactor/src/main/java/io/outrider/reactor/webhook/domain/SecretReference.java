package io.outrider.reactor.webhook.domain;

/**
 * Where a secret stands; the secret itself is never part of a webhook.
 *
 * @param name of a file in the folder of secrets, or of an environment variable
 */
public record SecretReference(Place place, String name) {

    /** What the name is the name of. */
    public enum Place {
        FILE,
        ENVIRONMENT
    }
}
