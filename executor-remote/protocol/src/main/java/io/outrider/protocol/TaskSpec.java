package io.outrider.protocol;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that running a task needs, whatever the runtime.
 *
 * @param template the template's name
 * @param version the template's version
 * @param method the method to run
 * @param readOnly true if the method changes no state
 * @param image the image; null for an ad-hoc template on the node's own tools
 * @param contentArchive ad-hoc templates: sha256 of the content's tgz, a blob of the gateway
 * @param hostTools true if the image has no base: the node's /usr, /bin, /lib are mounted read-only
 * @param runtime {@code host}: acts on the machine itself; null: an isolated runtime of the agent's choice
 * @param command whole argv
 * @param workdir absolute path in the container
 * @param env exported parameters; the agent adds the OUTRIDER_ variables
 * @param parameters JSON object as text; secrets as references
 * @param sensitive names of parameters whose values are kept out of logs
 * @param event the CloudEvent that caused the job, as JSON text
 * @param timeoutSeconds from the start of the process
 * @param gracePeriodSeconds between SIGTERM and SIGKILL
 * @param limits memory, CPU, processes
 * @param writableRoot true if the container may write to its root
 * @param onLost what the scheduler does if the lease runs out
 */
public record TaskSpec(
        String template,
        String version,
        String method,
        boolean readOnly,
        @Nullable ImageRef image,
        @Nullable String contentArchive,
        boolean hostTools,
        @Nullable String runtime,
        List<String> command,
        String workdir,
        Map<String, String> env,
        String parameters,
        List<String> sensitive,
        @Nullable String event,
        int timeoutSeconds,
        int gracePeriodSeconds,
        Limits limits,
        boolean writableRoot,
        OnLost onLost) {

    public TaskSpec {
        Expect.text("template", template, 255);
        Expect.text("version", version, 255);
        Expect.text("method", method, 255);
        if (contentArchive != null) {
            Expect.sha256("contentArchive", contentArchive);
        }
        command = Expect.list("command", command, 10_000);
        Expect.that(!command.isEmpty(), "command", "an argv of at least one word", command);
        Expect.text("workdir", workdir, 4_096);
        env = Expect.map("env", env, 10_000);
        parameters = parameters == null ? "{}" : parameters;
        sensitive = Expect.list("sensitive", sensitive, 10_000);
        Expect.that(timeoutSeconds >= 1, "timeoutSeconds", "at least 1", timeoutSeconds);
        Expect.that(gracePeriodSeconds >= 0, "gracePeriodSeconds", "0 or more", gracePeriodSeconds);
        limits = limits == null ? Limits.DEFAULT : limits;
        onLost = onLost == null ? OnLost.FAIL : onLost;
    }
}
