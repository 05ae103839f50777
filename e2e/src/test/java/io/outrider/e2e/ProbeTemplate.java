package io.outrider.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A template that writes one line into a file each time it is started, and then takes a while. */
final class ProbeTemplate {

    /** Of the cluster's tasks: mounted as it is, so that no registry of images is needed. */
    private static final String CLUSTER_TYPE = """
            apiVersion: outrider/v1
            kind: TemplateType
            name: e2e-cluster-shell
            mode: ad-hoc
            image: registry.example/outrider/shell@sha256:%s
            command: [/bin/sh, -c, 'exec /bin/sh "$OUTRIDER_IN/content/run.sh"']
            """.formatted("0".repeat(64));

    private ProbeTemplate() {}

    /** Pushes the template under a name and waits until it is built. */
    static void push(Outrider outrider, String name) {
        Path folder = write(name);
        outrider.run("template", "push", folder.toString(), "--wait").ok();
    }

    /** Pushes a template that clusters run. */
    static void pushForCluster(Outrider outrider, String name) {
        try {
            Path type =
                    Files.writeString(Files.createTempDirectory("outrider-type").resolve("type.yaml"), CLUSTER_TYPE);
            outrider.run("type", "apply", "-f", type.toString()).ok();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Path folder = write(name, "type: e2e-cluster-shell");
        outrider.run("template", "push", folder.toString(), "--wait").ok();
    }

    /** Writes the template's folder. */
    static Path write(String name) {
        return write(name, "type: host-shell\nruntime: host");
    }

    private static Path write(String name, String type) {
        try {
            Path folder = Files.createTempDirectory("outrider-probe");
            Files.writeString(folder.resolve("template.yaml"), """
                    apiVersion: outrider/v1
                    kind: Template
                    name: %s
                    %s
                    parameters:
                      file: {type: string, required: true}
                      seconds: {type: integer, minimum: 0, default: 0}
                    env: {prefix: PROBE_}
                    outputs: {starts: {type: integer}}
                    """.formatted(name, type));
            Files.writeString(folder.resolve("run.sh"), """
                    echo "$OUTRIDER_JOB" >> "$PROBE_file"
                    [ -z "$TRACEPARENT" ] || echo "$TRACEPARENT" > "$PROBE_file.traceparent"
                    i=0
                    while [ $i -lt "$PROBE_seconds" ]; do
                      i=$((i + 1)); echo "second $i"; sleep 1
                    done
                    echo "{\\"starts\\": 1}" > "$OUTRIDER_OUT/outputs.json"
                    """);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The jobs that were started, one entry for each start of a process. */
    static List<String> starts(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
