package io.outrider.companion;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the pod says.
 *
 * @param base the attempt's address at the executor, without a slash at its end
 * @param token bearer token of this attempt
 * @param in folder of inputs
 * @param out folder of outputs
 * @param content sha256 of the template's files, null if it has none
 * @param readyPort where {@code collect} says that it listens for SIGTERM; 0 means nowhere
 * @param terminationLog the container's termination message
 */
record Surroundings(
        URI base, String token, Path in, Path out, @Nullable String content, int readyPort, Path terminationLog) {

    static Surroundings of(Map<String, String> env) {
        String attempt = "/companion/v1/tasks/" + encode(needed(env, "OUTRIDER_TASK")) + "/"
                + needed(env, "OUTRIDER_ATTEMPT") + "/" + needed(env, "OUTRIDER_EPOCH");
        return new Surroundings(
                URI.create(needed(env, "OUTRIDER_EXECUTOR_URL").replaceAll("/+$", "") + attempt),
                needed(env, "OUTRIDER_TOKEN"),
                Path.of(env.getOrDefault("OUTRIDER_IN", "/outrider/in")),
                Path.of(env.getOrDefault("OUTRIDER_OUT", "/outrider/out")),
                env.get("OUTRIDER_CONTENT"),
                Integer.parseInt(env.getOrDefault("OUTRIDER_READY_PORT", "0")),
                Path.of(env.getOrDefault("OUTRIDER_TERMINATION_LOG", "/dev/termination-log")));
    }

    static String encode(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String needed(Map<String, String> env, String name) {
        String value = env.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("Expected the variable " + name + " to be set, but it is not");
        }
        return value;
    }

    @Override
    public String toString() {
        return "Surroundings[" + base + "]";
    }
}
