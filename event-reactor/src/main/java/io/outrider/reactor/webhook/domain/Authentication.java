package io.outrider.reactor.webhook.domain;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a webhook's requests show who sends them. Header names are in lower case. */
public sealed interface Authentication {

    /** A token of this system's, with the role publisher. */
    record Bearer() implements Authentication {}

    /** A secret that is sent along, as GitLab does. */
    record SharedToken(String header, SecretReference secret) implements Authentication {}

    /**
     * A keyed hash of the body, as GitHub, Stripe and Slack send it.
     *
     * @param header that has the signature
     * @param prefix before the signature, such as {@code sha256=}; empty: none
     * @param field the header is a list such as {@code t=1,v1=abc}, and the signature has this name in it; null: the header is the signature
     * @param signed what is signed: {@code {body}}, with {@code {timestamp}} somewhere before it if there is one
     * @param timestamp null: requests may be repeated at any time
     */
    record Hmac(
            String header,
            Algorithm algorithm,
            Encoding encoding,
            String prefix,
            @Nullable String field,
            String signed,
            @Nullable Timestamp timestamp,
            SecretReference secret)
            implements Authentication {}

    /**
     * When a request was signed, in seconds since 1970.
     *
     * @param header that has it; null: it is a field of the signature's header
     * @param field of that list; null: the header is the timestamp
     * @param tolerance how far it may be from now
     */
    record Timestamp(@Nullable String header, @Nullable String field, Duration tolerance) {}

    /** Of the keyed hash. */
    enum Algorithm {
        SHA1("HmacSHA1"),
        SHA256("HmacSHA256"),
        SHA512("HmacSHA512");

        private final String javaName;

        Algorithm(String javaName) {
            this.javaName = javaName;
        }

        /** Returns Java's name of it. */
        public String javaName() {
            return javaName;
        }

        /** Returns the name that users write. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Of the signature. */
    enum Encoding {
        HEX,
        BASE64;

        /** Returns the name that users write. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
