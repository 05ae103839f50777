package io.outrider.gateway.transfer.inbound.agents;

import io.outrider.protocol.AgentPaths;
import io.outrider.protocol.TaskRef;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The path of a request about one attempt: {@code /agent/v1/tasks/{task}/{attempt}/{epoch}/{what}}.
 *
 * @param what {@code log}, or {@code artifacts}
 * @param name of the artifact; empty for a log
 */
record TaskPath(TaskRef ref, String what, String name) {

    private static final Pattern FORM = Pattern.compile(
            Pattern.quote(AgentPaths.TASKS) + "([^/]+)/(\\d{1,9})/(\\d{1,9})/(?:(log)|(artifacts)/([^/]+))");
    private static final int MAX_NAME = 1_024;

    /** Returns empty if the path has another form. */
    static Optional<TaskPath> parse(String path) {
        Matcher matcher = FORM.matcher(path);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            TaskRef ref = new TaskRef(
                    decode(matcher.group(1)), Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3)));
            if (matcher.group(4) != null) {
                return Optional.of(new TaskPath(ref, "log", ""));
            }
            String name = decode(matcher.group(6));
            return name.isBlank() || name.length() > MAX_NAME
                    ? Optional.empty()
                    : Optional.of(new TaskPath(ref, "artifacts", name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String decode(String segment) {
        // A plus is a plus in a path.
        return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
