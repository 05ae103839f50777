package io.outrider.agent.fake;

import io.outrider.protocol.ImageRef;
import io.outrider.protocol.Limits;
import io.outrider.protocol.OnLost;
import io.outrider.protocol.TaskSpec;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Task specifications, step by step. */
public record Specs(
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
        int graceSeconds,
        Limits limits,
        boolean writableRoot) {

    /** A script for sh on the host runtime. */
    public static Specs script(String script) {
        return command("/bin/sh", "-c", script);
    }

    public static Specs command(String... command) {
        return new Specs(
                null,
                null,
                true,
                "host",
                List.of(command),
                "/",
                Map.of(),
                "{}",
                List.of(),
                null,
                60,
                5,
                Limits.DEFAULT,
                false);
    }

    public Specs on(@Nullable String runtime) {
        return new Specs(
                image,
                contentArchive,
                hostTools,
                runtime,
                command,
                workdir,
                env,
                parameters,
                sensitive,
                event,
                timeoutSeconds,
                graceSeconds,
                limits,
                writableRoot);
    }

    public Specs image(String archive, boolean hostTools, String workdir) {
        return image(new ImageRef("sha256:" + archive, null, archive, 1), hostTools, workdir);
    }

    public Specs image(ImageRef ref, boolean hostTools, String workdir) {
        return new Specs(
                ref,
                contentArchive,
                hostTools,
                runtime,
                command,
                workdir,
                env,
                parameters,
                sensitive,
                event,
                timeoutSeconds,
                graceSeconds,
                limits,
                writableRoot);
    }

    public Specs content(String archive) {
        return new Specs(
                image,
                archive,
                hostTools,
                runtime,
                command,
                workdir,
                env,
                parameters,
                sensitive,
                event,
                timeoutSeconds,
                graceSeconds,
                limits,
                writableRoot);
    }

    public Specs parameters(String parameters, String... sensitive) {
        return new Specs(
                image,
                contentArchive,
                hostTools,
                runtime,
                command,
                workdir,
                env,
                parameters,
                List.of(sensitive),
                event,
                timeoutSeconds,
                graceSeconds,
                limits,
                writableRoot);
    }

    public Specs env(Map<String, String> env) {
        return new Specs(
                image,
                contentArchive,
                hostTools,
                runtime,
                command,
                workdir,
                env,
                parameters,
                sensitive,
                event,
                timeoutSeconds,
                graceSeconds,
                limits,
                writableRoot);
    }

    public Specs event(String event) {
        return new Specs(
                image,
                contentArchive,
                hostTools,
                runtime,
                command,
                workdir,
                env,
                parameters,
                sensitive,
                event,
                timeoutSeconds,
                graceSeconds,
                limits,
                writableRoot);
    }

    public Specs time(int timeoutSeconds, int graceSeconds) {
        return new Specs(
                image,
                contentArchive,
                hostTools,
                runtime,
                command,
                workdir,
                env,
                parameters,
                sensitive,
                event,
                timeoutSeconds,
                graceSeconds,
                limits,
                writableRoot);
    }

    public Specs limits(Limits limits) {
        return new Specs(
                image,
                contentArchive,
                hostTools,
                runtime,
                command,
                workdir,
                env,
                parameters,
                sensitive,
                event,
                timeoutSeconds,
                graceSeconds,
                limits,
                writableRoot);
    }

    public Specs writable() {
        return new Specs(
                image,
                contentArchive,
                hostTools,
                runtime,
                command,
                workdir,
                env,
                parameters,
                sensitive,
                event,
                timeoutSeconds,
                graceSeconds,
                limits,
                true);
    }

    public TaskSpec spec() {
        return new TaskSpec(
                "template",
                "1.0.0",
                "run",
                false,
                image,
                contentArchive,
                hostTools,
                runtime,
                command,
                workdir,
                env,
                parameters,
                sensitive,
                event,
                timeoutSeconds,
                graceSeconds,
                limits,
                writableRoot,
                OnLost.FAIL);
    }
}
