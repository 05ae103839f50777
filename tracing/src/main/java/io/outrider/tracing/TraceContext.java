package io.outrider.tracing;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in a trace, as the W3C header {@code traceparent} carries it (Trace Context, level 1).
 *
 * @param traceId 32 lower-case hex digits, not all zero
 * @param spanId 16 lower-case hex digits, not all zero
 * @param sampled whether spans of this trace are recorded
 */
public record TraceContext(String traceId, String spanId, boolean sampled) {

    private static final Pattern FORM = Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})");
    private static final String NO_TRACE = "0".repeat(32);
    private static final String NO_SPAN = "0".repeat(16);

    /** Reads a {@code traceparent}; null for what is none. */
    public static @Nullable TraceContext parse(@Nullable String traceparent) {
        if (traceparent == null) {
            return null;
        }
        Matcher form = FORM.matcher(traceparent);
        if (!form.matches()
                || form.group(1).equals("ff")
                || form.group(2).equals(NO_TRACE)
                || form.group(3).equals(NO_SPAN)) {
            return null;
        }
        boolean sampled = (Integer.parseInt(form.group(4), 16) & 1) == 1;
        return new TraceContext(form.group(2), form.group(3), sampled);
    }

    /** Returns a caller's header if it is a {@code traceparent}; null for anything else, which is not to be kept. */
    public static @Nullable String checked(@Nullable String traceparent) {
        return parse(traceparent) == null ? null : traceparent;
    }

    /** Returns the same trace at another span. */
    public TraceContext at(String otherSpanId) {
        return new TraceContext(traceId, otherSpanId, sampled);
    }

    /** Returns the header's value. */
    public String traceparent() {
        return "00-" + traceId + "-" + spanId + (sampled ? "-01" : "-00");
    }
}
