package io.outrider.reactor.webhook.notation;

import io.outrider.reactor.reaction.notation.Fields;
import io.outrider.reactor.webhook.domain.Authentication;
import io.outrider.reactor.webhook.domain.Authentication.Algorithm;
import io.outrider.reactor.webhook.domain.Authentication.Bearer;
import io.outrider.reactor.webhook.domain.Authentication.Encoding;
import io.outrider.reactor.webhook.domain.Authentication.Hmac;
import io.outrider.reactor.webhook.domain.Authentication.SharedToken;
import io.outrider.reactor.webhook.domain.Authentication.Timestamp;
import io.outrider.reactor.webhook.domain.SecretReference;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads {@code authentication} of a webhook. */
final class AuthenticationReader {

    private static final int TOLERANCE_SECONDS = 300;
    private static final int MAX_TEXT = 128;
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final Pattern FILE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");
    private static final Pattern VARIABLE = Pattern.compile("OUTRIDER_WEBHOOK_[A-Z0-9_]{1,100}");
    private static final String BODY = "{body}";
    private static final String TIME = "{timestamp}";

    private AuthenticationReader() {}

    static Authentication read(Fields webhook) {
        Fields fields = webhook.inner("authentication");
        Authentication authentication = new Bearer();
        if (fields.has("hmac") && fields.has("token")) {
            fields.error("token", "Expected either hmac or token, but both are there");
        } else if (fields.has("hmac")) {
            authentication = hmac(fields.inner("hmac"));
        } else if (fields.has("token")) {
            authentication = token(fields.inner("token"));
        } else if (webhook.has("authentication")) {
            webhook.error(
                    "authentication", "Expected hmac or token, but neither is there; leave it out for bearer tokens");
        }
        fields.inner("hmac");
        fields.inner("token");
        fields.refuse(Map.of());
        return authentication;
    }

    private static SharedToken token(Fields fields) {
        SharedToken token = new SharedToken(header(fields, true), secret(fields));
        fields.refuse(Map.of());
        return token;
    }

    private static Hmac hmac(Fields fields) {
        String header = header(fields, true);
        Algorithm algorithm = word(fields, "algorithm", Algorithm.values(), Algorithm::word, Algorithm.SHA256);
        Encoding encoding = word(fields, "encoding", Encoding.values(), Encoding::word, Encoding.HEX);
        String prefix = bounded(fields, "prefix");
        String field = bounded(fields, "field");
        Timestamp timestamp = fields.has("timestamp") ? timestamp(fields.inner("timestamp"), header) : null;
        fields.node("timestamp");
        String signed = signed(fields, timestamp != null);
        Hmac hmac = new Hmac(
                header, algorithm, encoding, prefix == null ? "" : prefix, field, signed, timestamp, secret(fields));
        fields.refuse(Map.of());
        return hmac;
    }

    private static String signed(Fields fields, boolean timed) {
        String text = bounded(fields, "signed");
        if (text == null) {
            return timed ? TIME + "." + BODY : BODY;
        }
        if (text.split(Pattern.quote(BODY), -1).length != 2) {
            fields.error("signed", "Expected a text with " + BODY + " once, but it is not there once");
        }
        if (text.contains(TIME) != timed) {
            fields.error(
                    "signed",
                    timed
                            ? "Expected a text with " + TIME
                                    + ", but it is not there: a time that is not signed can be changed"
                            : "Expected a field timestamp beside " + TIME + ", but it is missing");
        }
        return text;
    }

    private static Timestamp timestamp(Fields fields, String signature) {
        String header = fields.has("header") ? header(fields, false) : null;
        String field = bounded(fields, "field");
        fields.node("header");
        if (header == null && field == null) {
            fields.error(
                    "header",
                    "Expected the header of the timestamp, or its field in " + signature + ", but neither is there");
        }
        int tolerance = fields.duration("tolerance");
        fields.refuse(Map.of());
        return new Timestamp(header, field, Duration.ofSeconds(tolerance == 0 ? TOLERANCE_SECONDS : tolerance));
    }

    private static SecretReference secret(Fields fields) {
        Fields secret = fields.inner("secret");
        String file = secret.optional("file");
        String variable = secret.optional("env");
        secret.refuse(Map.of("value", "Expected a reference, but was the secret itself: put it into a file"));
        if ((file == null) == (variable == null)) {
            fields.error("secret", "Expected {file: NAME} or {env: OUTRIDER_WEBHOOK_NAME}, but was neither or both");
        }
        if (file != null && !FILE.matcher(file).matches()) {
            secret.error(
                    "file",
                    "Expected a name of letters, digits, '.', '_' and '-' in the folder of secrets, but was another text");
        }
        if (variable != null && !VARIABLE.matcher(variable).matches()) {
            secret.error("env", "Expected a name such as OUTRIDER_WEBHOOK_GITHUB, but was another text");
        }
        return file != null
                ? new SecretReference(SecretReference.Place.FILE, file)
                : new SecretReference(SecretReference.Place.ENVIRONMENT, variable == null ? "" : variable);
    }

    private static String header(Fields fields, boolean required) {
        String text = required
                ? fields.required("header", "a header such as X-Hub-Signature-256")
                : fields.optional("header");
        if (text != null && !text.isEmpty() && !HEADER.matcher(text).matches()) {
            fields.error("header", "Expected the name of a header, but was another text");
        }
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }

    private static @Nullable String bounded(Fields fields, String name) {
        String text = fields.optional(name);
        if (text != null && text.length() > MAX_TEXT) {
            fields.error(name, "Expected at most " + MAX_TEXT + " characters, but it has " + text.length());
        }
        return text;
    }

    private static <T> T word(Fields fields, String name, T[] values, Function<T, String> word, T otherwise) {
        List<String> words = Stream.of(values).map(word).toList();
        String text = fields.word(name, words, word.apply(otherwise));
        return values[Math.max(0, words.indexOf(text))];
    }
}
