package io.outrider.agent.fake;

import io.outrider.protocol.ImageRef;
import io.outrider.protocol.Limits;
import io.outrider.protocol.OnLost;
import io.outrider.protocol.TaskSpec;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds a task specification, step by step. */
public final class Specs {

    private final List<String> command;
    private @Nullable ImageRef image;
    private @Nullable String contentArchive;
    private boolean hostTools = true;
    private @Nullable String runtime = "host";
    private String workdir = "/";
    private Map<String, String> env = Map.of();
    private String parameters = "{}";
    private List<String> sensitive = List.of();
    private @Nullable String event;
    private int timeoutSeconds = 60;
    private int graceSeconds = 5;
    private Limits limits = Limits.DEFAULT;
    private boolean writableRoot;

    private Specs(List<String> command) {
        this.command = command;
    }

    /** A script for sh on the host runtime. */
    public static Specs script(String script) {
        return command("/bin/sh", "-c", script);
    }

    public static Specs command(String... command) {
        return new Specs(List.of(command));
    }

    public Specs on(@Nullable String runtime) {
        this.runtime = runtime;
        return this;
    }

    public Specs image(String archive, boolean hostTools, String workdir) {
        return image(new ImageRef("sha256:" + archive, null, archive, 1), hostTools, workdir);
    }

    public Specs image(ImageRef image, boolean hostTools, String workdir) {
        this.image = image;
        this.hostTools = hostTools;
        this.workdir = workdir;
        return this;
    }

    public Specs content(String archive) {
        this.contentArchive = archive;
        return this;
    }

    public Specs parameters(String parameters, String... sensitive) {
        this.parameters = parameters;
        this.sensitive = List.of(sensitive);
        return this;
    }

    public Specs env(Map<String, String> env) {
        this.env = env;
        return this;
    }

    public Specs event(String event) {
        this.event = event;
        return this;
    }

    public Specs time(int timeoutSeconds, int graceSeconds) {
        this.timeoutSeconds = timeoutSeconds;
        this.graceSeconds = graceSeconds;
        return this;
    }

    public Specs limits(Limits limits) {
        this.limits = limits;
        return this;
    }

    public Specs writable() {
        this.writableRoot = true;
        return this;
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
