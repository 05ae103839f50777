package io.outrider.scheduler.job.application;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;

/** Tells whether two wishes ask for the same: the order of JSON members does not matter, who asks and when neither. */
@ApplicationScoped
class Fingerprint {

    private final ObjectMapper sorted = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    String of(JobWish wish) {
        try {
            String parameters = sorted.writeValueAsString(sorted.treeToValue(wish.parameters(), Map.class));
            String all = Arrays.asList(
                            wish.project(),
                            wish.template(),
                            wish.version(),
                            wish.method(),
                            parameters,
                            wish.aim(),
                            wish.timeout(),
                            wish.retries(),
                            wish.backoff())
                    .toString();
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (JsonProcessingException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected to fingerprint job " + wish.id() + ", but could not", e);
        }
    }
}
