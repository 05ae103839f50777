package io.outrider.tracing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Ids of spans that are told before they end. The span of an attempt is named to its process when the attempt is handed out and
 * recorded when it is over, perhaps by another replica: its id follows from what it is about.
 */
public final class SpanIds {

    private static final int BYTES = 8;

    private SpanIds() {}

    /** Returns the id of the span in which an attempt of a task runs: 16 hex digits, the same for the same attempt and epoch. */
    public static String ofRun(String task, int attempt, int epoch) {
        byte[] hash = sha256().digest(("run/" + task + "/" + attempt + "/" + epoch).getBytes(StandardCharsets.UTF_8));
        // An id of zeros is invalid; the lowest bit rules it out.
        hash[BYTES - 1] |= 1;
        return HexFormat.of().formatHex(hash, 0, BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every JDK to know SHA-256", e);
        }
    }
}
