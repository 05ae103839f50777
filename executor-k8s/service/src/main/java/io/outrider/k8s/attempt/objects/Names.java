package io.outrider.k8s.attempt.objects;

import io.outrider.k8s.attempt.domain.AttemptKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Names, labels and annotations of an attempt's objects. */
public final class Names {

    public static final String EXECUTOR = "outrider.io/executor";
    public static final String TASK = "outrider.io/task";
    public static final String JOB = "outrider.io/job";
    public static final String ATTEMPT = "outrider.io/attempt";
    public static final String EPOCH = "outrider.io/epoch";
    public static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    public static final String APP = "app.kubernetes.io/name";

    /** The exact ids; a label's value has 63 characters at most. */
    public static final String TASK_ID = "outrider.io/task-id";

    public static final String JOB_ID = "outrider.io/job-id";
    public static final String NODE = "outrider.io/node";
    public static final String PROJECT = "outrider.io/project";
    public static final String TEMPLATE = "outrider.io/template";
    public static final String REACTION = "outrider.io/reaction";
    public static final String CAUSATION_DEPTH = "outrider.io/causation-depth";
    public static final String TIMEOUT = "outrider.io/timeout-seconds";
    public static final String GRACE = "outrider.io/grace-seconds";
    public static final String SENSITIVE = "outrider.io/sensitive";
    public static final String CONTENT = "outrider.io/content";
    public static final String CAUSATION = "outrider.io/causation-id";
    public static final String CORRELATION = "outrider.io/correlation-id";
    public static final String ACTOR = "outrider.io/actor";
    public static final String TRACEPARENT = "outrider.io/traceparent";
    public static final String STOP = "outrider.io/stop";
    public static final String STOP_REASON = "outrider.io/stop-reason";
    public static final String STOP_AT = "outrider.io/stop-at";
    public static final String REPORTED = "outrider.io/reported";
    public static final String LOG = "outrider.io/log";

    private static final Pattern LABEL_VALUE = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");

    /** RFC 1123, as the API server checks most names. */
    private static final Pattern SUBDOMAIN =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

    private static final int MOST_NAME = 253;
    private static final int NAME_HEX = 20;

    private Names() {}

    /** Returns the name of the Job, a DNS label: the same for the same attempt, whoever makes it and when. */
    public static String job(AttemptKey key) {
        return "outrider-" + hash(key.task()) + "-" + key.attempt() + "-" + key.epoch();
    }

    /** Returns the name of a Secret with inputs; the first has the Job's name. */
    public static String secret(AttemptKey key, int part) {
        return part == 0 ? job(key) : job(key) + "-" + part;
    }

    /** Returns a label's value for this text: itself where it may be one, else its hash. */
    public static String label(String text) {
        return LABEL_VALUE.matcher(text).matches() ? text : hash(text);
    }

    /** Returns whether an object may have this name: a lowercase RFC 1123 subdomain. */
    public static boolean isName(String text) {
        return text.length() <= MOST_NAME && SUBDOMAIN.matcher(text).matches();
    }

    /** Returns the end of an object's name for this text, 63 characters at most: itself where it may be one, else its hash. */
    public static String ending(String text) {
        return isName(text) ? label(text) : hash(text);
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, NAME_HEX);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every JDK to have SHA-256", e);
        }
    }
}
