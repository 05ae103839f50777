package io.outrider.k8s.companion.application;

import io.outrider.k8s.attempt.domain.AttemptKey;
import io.outrider.k8s.settings.K8sSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A token for each attempt, worked out from one key, so that no replica has to remember it. */
@ApplicationScoped
public class Tokens {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORTEST_KEY = 32;

    private final SecretKeySpec key;

    Tokens(K8sSettings settings) {
        this.key = new SecretKeySpec(read(settings), ALGORITHM);
    }

    private static byte[] read(K8sSettings settings) {
        try {
            byte[] bytes = Files.readAllBytes(settings.companion().keyFile());
            if (bytes.length < SHORTEST_KEY) {
                throw new IllegalArgumentException("Expected outrider.k8s.companion.key-file to hold " + SHORTEST_KEY
                        + " bytes or more, but it holds " + bytes.length);
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Expected to read outrider.k8s.companion.key-file, but " + e.getMessage(), e);
        }
    }

    /** Returns the token of an attempt. */
    public String of(AttemptKey attempt) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] code = mac.doFinal(attempt.toString().getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(code);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Expected every JDK to have " + ALGORITHM, e);
        }
    }

    /** Tells, in constant time, whether this is the token of that attempt. */
    public boolean fits(AttemptKey attempt, String token) {
        return MessageDigest.isEqual(
                of(attempt).getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }
}
