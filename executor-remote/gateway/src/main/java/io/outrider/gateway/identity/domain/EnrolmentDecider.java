package io.outrider.gateway.identity.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The rules of enrolment: one machine for each token and each name, with a key that is worth signing. */
public final class EnrolmentDecider {

    private EnrolmentDecider() {}

    /** What an attempt to enrol comes to. */
    public sealed interface Verdict {

        /** Sign it. */
        record Granted() implements Verdict {}

        /**
         * Do not.
         *
         * @param status of the HTTP answer
         * @param code of the problem, for programs
         * @param detail what to do, for people
         */
        record Denied(int status, String code, String detail) implements Verdict {}
    }

    /**
     * Decides about a request.
     *
     * @param token null if no such token is known
     * @param nameTaken true if a machine is enrolled under the name and not revoked
     */
    public static Verdict decide(
            @Nullable TokenState token, String name, KeyOffer key, boolean nameTaken, Instant now) {
        if (token == null) {
            return denied(401, "token-invalid", "Expected a token that this gateway made, but it is unknown");
        }
        if (token.usedAt() != null) {
            return denied(401, "token-used", "Expected a fresh token, but this one was used; ask for another");
        }
        if (!now.isBefore(token.expiresAt())) {
            return denied(401, "token-expired", "Expected a fresh token, but this one has expired; ask for another");
        }
        if (!token.name().equals(name)) {
            return denied(403, "token-invalid", "Expected the name that the token is for, but was " + name);
        }
        if (nameTaken) {
            return denied(
                    409,
                    "name-taken",
                    "Expected a free name, but " + name + " is enrolled; revoke that enrolment first");
        }
        return key(key);
    }

    private static Verdict key(KeyOffer key) {
        boolean strong = switch (key.algorithm()) {
            case "EC" -> key.bits() >= 256 && key.bits() <= 521;
            case "RSA" -> key.bits() >= 3072 && key.bits() <= 8192;
            default -> false;
        };
        if (!strong) {
            return denied(
                    422,
                    "invalid",
                    "Expected an EC key of 256 to 521 bits or an RSA key of 3072 to 8192 bits, but was "
                            + key.algorithm() + " of " + key.bits());
        }
        return key.proven()
                ? new Verdict.Granted()
                : denied(422, "invalid", "Expected the CSR to be signed with its key, but it is not");
    }

    private static Verdict denied(int status, String code, String detail) {
        return new Verdict.Denied(status, code, detail);
    }
}
