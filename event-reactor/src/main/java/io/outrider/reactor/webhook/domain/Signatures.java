package io.outrider.reactor.webhook.domain;

import io.outrider.reactor.webhook.domain.Authentication.Hmac;
import io.outrider.reactor.webhook.domain.Authentication.SharedToken;
import io.outrider.reactor.webhook.domain.Authentication.Timestamp;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Checks who sent a request. Secrets and signatures are compared in constant time. What is said of a refusal holds for any secret, so that
 * nothing can be learned from it.
 */
public final class Signatures {

    private static final String BODY = "{body}";
    private static final String TIMESTAMP = "{timestamp}";

    private Signatures() {}

    /**
     * Checks a token.
     *
     * @param secrets any of which is right
     * @param headers by lower-case name
     * @return why the request is refused; empty if it is believed
     */
    public static Optional<String> check(SharedToken rule, List<String> secrets, Map<String, String> headers) {
        String token = headers.get(rule.header());
        if (token == null) {
            return missing(rule.header());
        }
        byte[] sent = token.getBytes(StandardCharsets.UTF_8);
        boolean right = false;
        for (String secret : secrets) {
            right |= MessageDigest.isEqual(secret.getBytes(StandardCharsets.UTF_8), sent);
        }
        return right ? Optional.empty() : wrong(rule.header());
    }

    /**
     * Checks a keyed hash.
     *
     * @param secrets any of which is right
     * @param headers by lower-case name
     * @return why the request is refused; empty if it is believed
     */
    public static Optional<String> check(
            Hmac rule, List<String> secrets, Map<String, String> headers, byte[] body, Instant now) {
        String header = headers.get(rule.header());
        if (header == null) {
            return missing(rule.header());
        }
        String timestamp = null;
        if (rule.timestamp() != null) {
            timestamp = timestamp(rule.timestamp(), header, headers);
            Optional<String> late = tooFar(timestamp, rule.timestamp().tolerance(), now);
            if (late.isPresent()) {
                return late;
            }
        }
        List<byte[]> sent = sent(rule, header);
        boolean right = false;
        for (String secret : secrets) {
            byte[] expected = sign(rule, secret, timestamp, body);
            for (byte[] signature : sent) {
                right |= MessageDigest.isEqual(expected, signature);
            }
        }
        return right ? Optional.empty() : wrong(rule.header());
    }

    private static Optional<String> missing(String header) {
        return Optional.of("Expected the header " + header + ", but it is missing");
    }

    private static Optional<String> wrong(String header) {
        return Optional.of("Expected the header " + header + " to be made with the webhook's secret, but it is not");
    }

    private static @Nullable String timestamp(Timestamp rule, String signature, Map<String, String> headers) {
        String header = rule.header() == null ? signature : headers.get(rule.header());
        if (header == null || rule.field() == null) {
            return header;
        }
        return fields(header, rule.field()).stream().findFirst().orElse(null);
    }

    private static Optional<String> tooFar(@Nullable String timestamp, Duration tolerance, Instant now) {
        if (timestamp == null || !timestamp.matches("\\d{1,12}")) {
            return Optional.of("Expected the signature's timestamp in seconds since 1970, but there is none");
        }
        Duration distance = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now)
                .abs();
        return distance.compareTo(tolerance) <= 0
                ? Optional.empty()
                : Optional.of("Expected a signature of the last " + tolerance.toSeconds()
                        + " s, but it is older, or this server's clock and the sender's are not the same");
    }

    private static List<byte[]> sent(Hmac rule, String header) {
        List<String> values = rule.field() == null ? List.of(header.strip()) : fields(header, rule.field());
        List<byte[]> signatures = new ArrayList<>();
        for (String value : values) {
            if (value.startsWith(rule.prefix())) {
                bytes(rule.encoding(), value.substring(rule.prefix().length())).ifPresent(signatures::add);
            }
        }
        return signatures;
    }

    /** All values of this name in a list such as {@code t=1,v1=abc}: while a secret is changed there may be two. */
    private static List<String> fields(String header, String name) {
        List<String> values = new ArrayList<>();
        for (String part : header.split(",", 32)) {
            int equals = part.indexOf('=');
            if (equals > 0 && part.substring(0, equals).strip().equals(name)) {
                values.add(part.substring(equals + 1).strip());
            }
        }
        return values;
    }

    private static Optional<byte[]> bytes(Authentication.Encoding encoding, String text) {
        try {
            return Optional.of(
                    switch (encoding) {
                        case HEX -> HexFormat.of().parseHex(text);
                        case BASE64 -> Base64.getDecoder().decode(text);
                    });
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte[] sign(Hmac rule, String secret, @Nullable String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(rule.algorithm().javaName());
            mac.init(new SecretKeySpec(
                    secret.getBytes(StandardCharsets.UTF_8), rule.algorithm().javaName()));
            int at = rule.signed().indexOf(BODY);
            mac.update(filled(rule.signed().substring(0, at), timestamp));
            mac.update(body);
            mac.update(filled(rule.signed().substring(at + BODY.length()), timestamp));
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "Expected this Java runtime to have " + rule.algorithm().javaName() + ", but it has not", e);
        }
    }

    private static byte[] filled(String text, @Nullable String timestamp) {
        return text.replace(TIMESTAMP, timestamp == null ? "" : timestamp).getBytes(StandardCharsets.UTF_8);
    }
}
