package io.outrider.artifacts;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Pattern;

/** The form of an address, so that no adapter ever builds a path or a key out of anything else. */
public final class Address {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private Address() {}

    /** Says whether this text can be the address of anything. */
    public static boolean isValid(String text) {
        return SHA256.matcher(text).matches();
    }

    /** Returns the digest that addresses are made with. */
    public static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every Java platform to have SHA-256, but this one has not", e);
        }
    }
}
