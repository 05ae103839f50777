package io.outrider.rest.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Set;

/** One line of the tokens file; of the token itself only the hash is kept. */
final class StaticToken {
    private final String name;
    private final Set<String> roles;
    private final byte[] hash;

    StaticToken(String name, Set<String> roles, String token) {
        this.name = name;
        this.roles = Set.copyOf(roles);
        this.hash = hash(token);
    }

    String name() {
        return name;
    }

    Set<String> roles() {
        return roles;
    }

    /** Compares in a time that does not depend on how much of the hash agrees. */
    boolean hasHash(byte[] other) {
        return MessageDigest.isEqual(hash, other);
    }

    static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected this Java runtime to have SHA-256, but it has not", e);
        }
    }
}
