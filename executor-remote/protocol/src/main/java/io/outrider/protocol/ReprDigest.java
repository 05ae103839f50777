package io.outrider.protocol;

import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code Repr-Digest: sha-256=:<base64>:} (RFC 9530). Other algorithms beside sha-256 are passed over.
 *
 * @param sha256 in lower-case hex
 */
public record ReprDigest(String sha256) {

    public static final String HEADER = "Repr-Digest";

    // 32 bytes are 43 base64 digits and one filler.
    private static final Pattern FORM = Pattern.compile("(?:^|,)\\s*sha-256=:([A-Za-z0-9+/]{43}=):\\s*(?:,|$)");

    public ReprDigest {
        Expect.sha256("sha256", sha256);
    }

    /**
     * Reads the header's value.
     *
     * @throws IllegalArgumentException if it holds no sha-256
     */
    public static ReprDigest parse(String value) {
        Matcher matcher = FORM.matcher(value.strip());
        Expect.that(matcher.find(), HEADER, "'sha-256=:<base64 of 32 bytes>:'", value);
        return new ReprDigest(HexFormat.of().formatHex(Base64.getDecoder().decode(matcher.group(1))));
    }

    /** Returns the header's value. */
    public String text() {
        return "sha-256=:" + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha256)) + ":";
    }
}
